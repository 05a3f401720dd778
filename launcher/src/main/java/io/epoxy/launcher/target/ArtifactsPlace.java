package io.epoxy.launcher.target;

import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.error.EpoxyException;
import java.util.Optional;

/** Where bundles, jars and runs are kept. */
final class ArtifactsPlace {
  private static final String OWN = "artifacts_location";
  private static final String FOLDER = "_epoxy";

  private ArtifactsPlace() {}

  /** {@code artifacts_location}, else a folder of {@code location}; without slash at its end. */
  static S3Location of(ProfileKeys keys) {
    Optional<String> own = keys.text(OWN);
    String key = own.isPresent() ? OWN : "location";
    String text =
        own.orElseGet(
            () ->
                keys.required(
                    "location",
                    "an s3:// folder; submit keeps bundles and runs there ('artifacts_location'"
                        + " chooses another place)"));
    S3Location place;
    try {
      place = S3Location.parse(text);
    } catch (EpoxyException e) {
      throw keys.problem(
          "has '"
              + key
              + "' = '"
              + text
              + "', which is not an S3 address such as"
              + " s3://bucket/folder.");
    }
    String prefix = place.key().replaceAll("/+$", "");
    if (own.isPresent()) {
      return new S3Location(place.bucket(), prefix);
    }
    return new S3Location(place.bucket(), prefix.isEmpty() ? FOLDER : prefix + "/" + FOLDER);
  }
}
