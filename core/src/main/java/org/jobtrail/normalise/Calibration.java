package org.jobtrail.normalise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How likely the first candidate is right, given its score and its lead over the second.
///
/// `p = 1 / (1 + exp(−(intercept + score·s + lead·m)))` (Platt 1999), fitted on titles with a
/// known occupation; see {@link CalibrationFit}. Real titles differ more from each other than one
/// curve can follow: `docs/log.md` says how well it holds on each kind.
///
/// @param on what the titles are
/// @param sample how many titles the fit saw
/// @param error expected calibration error on as many titles that the fit did not see
record Calibration(
    double intercept, double score, double lead, String on, int sample, double error) {
  Calibration {
    if (!(score >= 0 && lead >= 0)) {
      throw new IllegalArgumentException(
          "a greater score must not lower the probability: score " + score + ", lead " + lead);
    }
  }

  /// In `[0, 1]`.
  double probability(double s, double m) {
    return 1 / (1 + Math.exp(-(intercept + score * s + lead * m)));
  }

  /// One line for manifests.
  String describe() {
    return String.format(
        Locale.ROOT,
        "logistic on score and lead, %d %s, expected calibration error %.3f on as many others",
        sample,
        on,
        error);
  }

  /// The resource's text.
  String text() {
    return String.format(
        Locale.ROOT,
        "intercept\t%.6f%nscore\t%.6f%nlead\t%.6f%non\t%s%nsample\t%d%nerror\t%.6f%n"
            .replace("%n", "\n"),
        intercept,
        score,
        lead,
        on,
        sample,
        error);
  }

  /// What was fitted for taxonomies of the family, `ESCO` or `starter`.
  static Optional<Calibration> shippedFor(String family) {
    String resource = "calibration-" + family.toLowerCase(Locale.ROOT).replace(' ', '-') + ".tsv";
    try (InputStream in = Calibration.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Empty when the text is not one; the candidates stay uncalibrated then.
  static Optional<Calibration> parse(String text) {
    Map<String, String> values = new HashMap<>();
    for (String line : text.strip().split("\n")) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        values.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    try {
      return Optional.of(
          new Calibration(
              Double.parseDouble(values.getOrDefault("intercept", "")),
              Double.parseDouble(values.getOrDefault("score", "")),
              Double.parseDouble(values.getOrDefault("lead", "")),
              values.getOrDefault("on", ""),
              Integer.parseInt(values.getOrDefault("sample", "")),
              Double.parseDouble(values.getOrDefault("error", ""))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
