package io.epoxy.launcher.doctor;

import io.epoxy.aws.AwsClients;
import io.epoxy.aws.AwsErrors;
import io.epoxy.aws.MissingPermission;
import io.epoxy.bundle.run.ProjectPlaces;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.launcher.doctor.Finding.Verdict;
import io.epoxy.launcher.target.GlueSettings;
import io.epoxy.model.config.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.lakeformation.model.DataLakeSettings;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Examines what a run of the project on Glue needs; every call reads. */
final class Doctor {
  private static final int FORBIDDEN = 403;
  private static final int ELSEWHERE = 301;
  private static final String IAM_ALLOWED = "IAM_ALLOWED_PRINCIPALS";

  private final AwsClients clients;
  private final GlueSettings settings;
  private final Target target;
  private final ProjectPlaces places;
  private final String jobJar;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Examines one project and target.
   *
   * @param jobJar the SHA-256 of this version's job jar, which names it in S3
   */
  Doctor(
      AwsClients clients,
      GlueSettings settings,
      Target target,
      ProjectPlaces places,
      String jobJar) {
    this.clients = clients;
    this.settings = settings;
    this.target = target;
    this.places = places;
    this.jobJar = jobJar;
  }

  /** Without credentials nothing else is asked. */
  List<Finding> examine() {
    if (identity()) {
      buckets();
      job();
      databases();
      lakeFormation();
    }
    return findings;
  }

  private boolean identity() {
    try {
      GetCallerIdentityResponse caller = clients.sts().getCallerIdentity();
      ok("identity", caller.arn());
      ok("region", clients.glue().serviceClientConfiguration().region().id());
      if (!settings.account().equals(caller.account())) {
        findings.add(
            Finding.problem(
                "role",
                "The role "
                    + settings.roleArn()
                    + " is not of the account "
                    + caller.account()
                    + " that you are signed in to.",
                "A Glue job takes a role of its own account: correct 'role_arn', or sign in to"
                    + " another account (AWS_PROFILE)."));
      } else {
        findings.addAll(new JobRole(clients.iam(), settings.roleArn()).examine(caller.arn()));
      }
      return true;
    } catch (SdkException e) {
      refused("identity", "sts:GetCallerIdentity", "*", e);
      return false;
    }
  }

  private void buckets() {
    Set<String> buckets = new LinkedHashSet<>(List.of(settings.artifacts().bucket()));
    target
        .string("location")
        .filter(text -> text.startsWith("s3"))
        .ifPresent(text -> buckets.add(S3Location.parse(text).bucket()));
    places.writtenLocations().forEach(text -> buckets.add(S3Location.parse(text).bucket()));
    buckets.forEach(this::bucket);
  }

  private void bucket(String name) {
    try {
      clients.s3().headBucket(request -> request.bucket(name));
      ok("bucket", name);
    } catch (NoSuchBucketException e) {
      findings.add(
          Finding.problem(
              "bucket",
              "There is no bucket " + name + ".",
              "Create it, or name another one in the profile."));
    } catch (S3Exception e) {
      if (e.statusCode() == ELSEWHERE) {
        findings.add(
            Finding.problem(
                "bucket",
                name + " lies in another region.",
                "Put the job's 'region' where the bucket is, or take a bucket of this region."));
        return;
      }
      refused("bucket", "s3:ListBucket", "arn:" + settings.partition() + ":s3:::" + name, e);
    } catch (SdkException e) {
      refused("bucket", "s3:ListBucket", "arn:" + settings.partition() + ":s3:::" + name, e);
    }
  }

  private void job() {
    String name = settings.jobName();
    try {
      Job job = clients.glue().getJob(request -> request.jobName(name)).job();
      ok("job", name + " (Glue " + job.glueVersion() + ")");
      String jars = job.defaultArguments().getOrDefault("--extra-jars", "");
      if (!jars.contains(jobJar)) {
        findings.add(
            new Finding(
                "version",
                Verdict.WARNING,
                "The job " + name + " runs another version of Epoxy than this one.",
                Optional.of("The next 'epoxy submit' or 'epoxy deploy' gives it this one.")));
      }
    } catch (EntityNotFoundException e) {
      findings.add(
          Finding.of(
              "job",
              Verdict.NOTE,
              name + " is not there yet; 'epoxy submit' or 'deploy' makes it."));
    } catch (SdkException e) {
      refused("job", "glue:GetJob", arn("glue", "job/" + name), e);
    }
  }

  private void databases() {
    for (String database : places.written()) {
      database(database, Verdict.NOTE, "is not there yet; the run creates it.");
    }
    for (String database : places.read()) {
      database(database, Verdict.WARNING, "is not there, and a source lies in it.");
    }
  }

  private void database(String name, Verdict absent, String words) {
    Optional<String> catalog = target.string("catalog_id");
    try {
      clients
          .glue()
          .getDatabase(request -> request.name(name).catalogId(catalog.orElse(null)))
          .database();
      ok("database", name);
    } catch (EntityNotFoundException e) {
      findings.add(Finding.of("database", absent, name + " " + words));
    } catch (SdkException e) {
      refused("database", "glue:GetDatabase", arn("glue", "database/" + name), e);
    }
  }

  private void lakeFormation() {
    if (!places.governed()) {
      return;
    }
    try {
      DataLakeSettings lake =
          clients.lakeFormation().getDataLakeSettings(request -> {}).dataLakeSettings();
      boolean administrator =
          lake.dataLakeAdmins().stream()
              .anyMatch(one -> settings.roleArn().equals(one.dataLakePrincipalIdentifier()));
      if (administrator) {
        ok("lake formation", "The job's role administers the data lake.");
      } else {
        findings.add(
            new Finding(
                "lake formation",
                Verdict.NOTE,
                "The job's role is no administrator of the data lake.",
                Optional.of(
                    "It needs ASSOCIATE on each tag that it gives, and SELECT with grant option"
                        + " where it makes filters.")));
      }
      boolean open =
          lake.createTableDefaultPermissions().stream()
              .anyMatch(one -> IAM_ALLOWED.equals(one.principal().dataLakePrincipalIdentifier()));
      if (open) {
        findings.add(
            new Finding(
                "lake formation",
                Verdict.WARNING,
                "New tables are open to everybody whom IAM lets in: filters do not hold there.",
                Optional.of(
                    "Take 'Use only IAM access control for new tables' out of Lake Formation's"
                        + " settings.")));
      }
    } catch (SdkException e) {
      refused("lake formation", "lakeformation:GetDataLakeSettings", "*", e);
    }
  }

  private void ok(String check, String text) {
    findings.add(Finding.of(check, Verdict.OK, text));
  }

  private void refused(String check, String action, String resource, SdkException e) {
    boolean forbidden =
        e instanceof S3Exception s3 && s3.statusCode() == FORBIDDEN
            || AwsErrors.words(e).contains("AccessDenied");
    findings.add(
        new Finding(
            check,
            Verdict.PROBLEM,
            AwsErrors.words(e),
            forbidden
                ? MissingPermission.in(AwsErrors.words(e))
                    .or(() -> Optional.of(MissingPermission.statement(action, resource)))
                : AwsErrors.advice(e)));
  }

  private String arn(String service, String what) {
    return String.join(
        ":",
        "arn",
        settings.partition(),
        service,
        settings.region().orElse("*"),
        settings.account(),
        what);
  }
}
