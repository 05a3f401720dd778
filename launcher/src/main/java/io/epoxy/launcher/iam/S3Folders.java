package io.epoxy.launcher.iam;

import com.google.common.collect.ImmutableSortedSet;
import io.epoxy.bundle.run.S3Location;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Folders of S3 as IAM names what is in them. */
final class S3Folders {
  private final String partition;
  private final Set<S3Location> folders;

  /**
   * Some folders.
   *
   * @param partition of the ARNs
   */
  S3Folders(String partition, Collection<S3Location> folders) {
    this.partition = partition;
    this.folders =
        ImmutableSortedSet.copyOf(
            (one, other) -> one.toString().compareTo(other.toString()), folders);
  }

  /** Everything in the folders. */
  Set<String> objects() {
    Set<String> objects = new TreeSet<>();
    folders.forEach(at -> objects.add(arn(at.bucket()) + "/" + below(at) + "*"));
    return objects;
  }

  /** Lets the names in the folders be listed, a statement for each bucket. */
  void allowListing(String sid, Statements statements) {
    Map<String, Set<String>> prefixes = new TreeMap<>();
    for (S3Location at : folders) {
      Set<String> ofBucket = prefixes.computeIfAbsent(at.bucket(), bucket -> new TreeSet<>());
      ofBucket.add(below(at) + "*");
      if (!at.key().isEmpty()) {
        ofBucket.add(folder(at)); // Hadoop looks for a folder by its bare name
      }
    }
    int number = 0;
    for (Map.Entry<String, Set<String>> bucket : prefixes.entrySet()) {
      statements.allow(
          sid + (++number),
          List.of("s3:ListBucket"),
          List.of(arn(bucket.getKey())),
          Map.of("StringLike", Map.of("s3:prefix", List.copyOf(bucket.getValue()))));
    }
    Set<String> buckets = new TreeSet<>();
    prefixes.keySet().forEach(bucket -> buckets.add(arn(bucket)));
    statements.allow(sid + "Buckets", List.of("s3:GetBucketLocation"), buckets);
  }

  private String arn(String bucket) {
    return "arn:" + partition + ":s3:::" + bucket;
  }

  private static String below(S3Location at) {
    String folder = folder(at);
    return folder.isEmpty() ? "" : folder + "/";
  }

  private static String folder(S3Location at) {
    return at.key().replaceAll("/+$", "");
  }
}
