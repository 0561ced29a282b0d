package org.jobtrail.panel.importing;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Split;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.RowFates;

/// Reads CAREER's text format: `{train,valid,test}.{job,year,education,ethnicity,gender,location}`.
///
/// Line n of every file of a split is the same person; people are called `train-000001` and so on.
/// Nothing is mended: whatever doesn't fit together is refused with file and line. Source: Vafa et
/// al. 2022, CAREER, arXiv:2202.08370, and its public code.
final class CareerPanel {
  private static final List<String> FIXED = List.of("ethnicity", "gender", "location");
  private static final Map<String, String> STATUSES =
      new TreeMap<>(
          Map.of(
              "education",
              "In education",
              "not_in_labor_force",
              "Not in the labour force",
              "unemployed",
              "Unemployed"));

  private final Path folder;
  private final PanelBuilder builder;
  private final List<PanelBuilder.Levels> fixed;
  private final List<PanelBuilder.Levels> varying;

  private CareerPanel(Path folder, List<String> fixedFiles, boolean education) {
    this.folder = folder;
    fixed = fixedFiles.stream().map(f -> new PanelBuilder.Levels(f, List.of())).toList();
    varying = education ? List.of(new PanelBuilder.Levels("education", List.of())) : List.of();
    builder = new PanelBuilder("career", PeriodUnit.YEAR, fixed, varying, List.of());
    STATUSES.forEach(builder::status);
  }

  static Imported read(Path folder, Map<String, String> titles) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new JobtrailException.Usage(folder + ": is a file, career is imported from a folder");
    }
    if (!inAll(folder, "job")) {
      throw new JobtrailException.Usage(
          folder + ": needs train.job, valid.job and test.job; give the folder of CAREER's files");
    }
    boolean years = inAll(folder, "year");
    boolean education = inAll(folder, "education");
    List<String> fixed = new ArrayList<>();
    for (String field : FIXED) {
      if (inAll(folder, field)) {
        fixed.add(field);
      }
    }
    CareerPanel reading = new CareerPanel(folder, fixed, education);
    for (Split split : Split.values()) {
      reading.read(split, years, education, fixed);
    }
    if (reading.builder.size() == 0) {
      throw new JobtrailException.Usage(folder + ": no file has a line");
    }
    Panel panel = reading.builder.build(titles);
    RowFates.Builder rows = RowFates.builder();
    Imported.count(panel, rows);
    for (Split split : Split.values()) {
      rows.add("people_in_split." + split.word(), panel.people(split).size());
    }
    rows.sum("people", "people_in_split");
    return new Imported(
        panel,
        rows.build(),
        years ? List.of() : List.of(folder + ": has no years; records count from 1"));
  }

  /// A field is either in all splits or in none.
  private static boolean inAll(Path folder, String field) {
    List<String> there =
        Arrays.stream(Split.values())
            .map(split -> split.word() + "." + field)
            .filter(name -> Files.exists(folder.resolve(name)))
            .toList();
    if (!there.isEmpty() && there.size() < Split.values().length) {
      throw new JobtrailException.Usage(
          folder + ": has " + String.join(", ", there) + " but not all of train, valid and test");
    }
    return !there.isEmpty();
  }

  private void read(Split split, boolean years, boolean education, List<String> fixedFiles)
      throws IOException {
    List<String> jobs = lines(split, "job", -1);
    List<String> when = years ? lines(split, "year", jobs.size()) : List.of();
    List<String> studies = education ? lines(split, "education", jobs.size()) : List.of();
    List<List<String>> ofPeople = new ArrayList<>();
    for (String field : fixedFiles) {
      ofPeople.add(lines(split, field, jobs.size()));
    }
    for (int i = 0; i < jobs.size(); i++) {
      List<String> codes = List.of(jobs.get(i).strip().split("\\s+"));
      int[] periods = new int[codes.size()];
      Arrays.setAll(periods, t -> t + 1);
      if (years) {
        periods = years(at(split, "year", i), tokens(split, "year", when, i, codes.size()));
      }
      int[][] levels = new int[varying.size()][];
      if (education) {
        PanelBuilder.Levels words = varying.getFirst();
        levels[0] =
            tokens(split, "education", studies, i, codes.size()).stream()
                .mapToInt(token -> level(words, token))
                .toArray();
      }
      int[] own = new int[fixedFiles.size()];
      for (int c = 0; c < own.length; c++) {
        own[c] =
            level(fixed.get(c), tokens(split, fixedFiles.get(c), ofPeople.get(c), i, 1).getFirst());
      }
      builder.person(
          "%s-%06d".formatted(split.word(), i + 1),
          own,
          Optional.of(split),
          periods,
          codes.stream().mapToInt(builder::code).toArray(),
          levels,
          new double[0][]);
    }
  }

  private static int level(PanelBuilder.Levels levels, String token) {
    return token.equals(Covariate.MISSING) ? 0 : levels.number(token);
  }

  private String at(Split split, String field, int line) {
    return folder.resolve(split.word() + "." + field) + ":" + (line + 1);
  }

  /// @param expected how many lines there must be; −1 for any number
  private List<String> lines(Split split, String field, int expected) throws IOException {
    Path file = folder.resolve(split.word() + "." + field);
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new JobtrailException.Usage(file + ": is not UTF-8", e);
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        throw new JobtrailException.Usage(
            file + ":" + (i + 1) + ": is blank; every person has at least one record");
      }
    }
    if (expected >= 0 && lines.size() != expected) {
      throw new JobtrailException.Usage(
          file
              + ":"
              + (Math.min(lines.size(), expected) + 1)
              + ": there are "
              + lines.size()
              + " lines, "
              + split.word()
              + ".job has "
              + expected);
    }
    return lines;
  }

  private List<String> tokens(Split split, String field, List<String> lines, int i, int expected) {
    List<String> tokens = List.of(lines.get(i).strip().split("\\s+"));
    if (tokens.size() != expected) {
      throw new JobtrailException.Usage(
          at(split, field, i)
              + ": has "
              + tokens.size()
              + " values, "
              + (FIXED.contains(field)
                  ? "a line of ." + field + " has one"
                  : split.word() + ".job has " + expected + " on this line"));
    }
    return tokens;
  }

  private static int[] years(String at, List<String> tokens) {
    int[] years = new int[tokens.size()];
    for (int t = 0; t < years.length; t++) {
      String token = tokens.get(t);
      if (!token.matches("[1-9]\\d{0,3}")) {
        throw new JobtrailException.Usage(at + ": \"" + token + "\" is no year");
      }
      years[t] = Integer.parseInt(token);
      if (t > 0 && years[t] <= years[t - 1]) {
        throw new JobtrailException.Usage(
            at + ": years must rise, found " + years[t] + " after " + years[t - 1]);
      }
    }
    return years;
  }
}
