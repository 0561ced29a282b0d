package org.jobtrail.simulate;

import java.util.SplittableRandom;

/// Invented employers: the same number has the same name and place throughout a résumé.
final class Employers {
  private final Words words;

  Employers(Words words) {
    this.words = words;
  }

  /// @param name such as `Bakkerij Verhasselen`
  record Employer(String name, String place) {}

  Employer of(Job job, Region region) {
    SplittableRandom random = new SplittableRandom(job.employer());
    String place = words.any("city." + region.word(), random);
    String family = words.any("family", random);
    String name =
        words
            .any("employer." + sector(job.employerGroup().substring(0, 2)), random)
            .replace("{family2}", words.any("family", random))
            .replace("{family}", family)
            .replace("{first}", words.any("first.male", random))
            .replace("{city}", place);
    return new Employer(name, place);
  }

  private static String sector(String subMajor) {
    return switch (subMajor) {
      case "22", "32", "53" -> "health";
      case "23" -> "school";
      case "52" -> "shop";
      case "24", "26", "33", "41", "42", "43", "44" -> "office";
      case "25", "35" -> "ict";
      case "21", "31" -> "engineering";
      case "71" -> "construction";
      case "72", "73", "75", "81", "82" -> "factory";
      case "74" -> "electric";
      case "83", "93" -> "transport";
      case "14", "51", "94" -> "hospitality";
      case "91" -> "cleaning";
      case "61", "62", "63", "92" -> "farm";
      case "01", "02", "03", "11", "54", "95", "96" -> "public";
      default -> "company";
    };
  }
}
