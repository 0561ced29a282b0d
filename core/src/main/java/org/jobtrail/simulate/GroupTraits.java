package org.jobtrail.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// The made-up traits of one sub-major group; `sub-majors.tsv` beside this class explains each.
record GroupTraits(
    double share,
    double women,
    double education,
    double entry,
    double leave,
    double capital,
    double university,
    double industrial,
    double coast,
    double rural) {

  double region(Region region) {
    return switch (region) {
      case CAPITAL -> capital;
      case UNIVERSITY -> university;
      case INDUSTRIAL -> industrial;
      case COAST -> coast;
      case RURAL -> rural;
    };
  }

  /// By the first two digits of a code.
  static SortedMap<String, GroupTraits> load() {
    SortedMap<String, GroupTraits> traits = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(GroupTraits.class.getResourceAsStream("sub-majors.tsv")),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (Character.isDigit(line.charAt(0))) {
          String[] f = line.split("\t", -1);
          double[] x = new double[f.length];
          for (int i = 1; i < f.length; i++) {
            x[i] = Double.parseDouble(f[i]);
          }
          traits.put(
              f[0], new GroupTraits(x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return traits;
  }
}
