package org.jobtrail.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.EducationLevel;
import org.jobtrail.provenance.JobtrailException;

/// Reads CAREER's format (arXiv 2202.08370): `{train,valid,test}.{job,year,education,...}`, line
/// n of every file of a split is the same person.
///
/// Consecutive years with one code become one spell. The status tokens are no occupations: their
/// years are counted and left out, and end a spell like a missing year does.
final class CareerFiles {
  private static final List<String> SPLITS = List.of("train", "valid", "test");
  private static final Set<String> STATUSES =
      Set.of("unemployed", "not_in_labor_force", "education");

  private long records;
  private long statuses;
  private final Path folder;

  CareerFiles(Path folder) {
    this.folder = folder;
  }

  /// Years read, of any kind.
  long records() {
    return records;
  }

  /// Years spent in a status, not an occupation.
  long statuses() {
    return statuses;
  }

  /// @throws JobtrailException.Usage with file and line when the files don't fit together
  void read(Consumer<PanelRow> each) throws IOException {
    boolean any = false;
    for (String split : SPLITS) {
      if (Files.exists(folder.resolve(split + ".job"))) {
        any = true;
        read(split, each);
      }
    }
    if (!any) {
      throw new JobtrailException.Usage(
          folder + ": has no train.job, valid.job or test.job; give the folder of CAREER's files");
    }
  }

  private void read(String split, Consumer<PanelRow> each) throws IOException {
    Path jobFile = folder.resolve(split + ".job");
    List<String> jobs = Files.readAllLines(jobFile);
    List<String> years = beside(split, "year", jobs.size());
    List<String> education = beside(split, "education", jobs.size());
    for (int i = 0; i < jobs.size(); i++) {
      String at = jobFile + ":" + (i + 1);
      List<String> codes = tokens(jobs.get(i), at);
      List<String> when =
          years.isEmpty() ? List.of() : same(tokens(years.get(i), at), codes, at, "years");
      List<String> studies =
          education.isEmpty()
              ? List.of()
              : same(tokens(education.get(i), at), codes, at, "education levels");
      person(
          "%s-%06d".formatted(split, i + 1), split, codes, numbers(when, codes, at), studies, each);
    }
  }

  private List<String> beside(String split, String field, int lines) throws IOException {
    Path file = folder.resolve(split + "." + field);
    if (!Files.exists(file)) {
      return List.of();
    }
    List<String> text = Files.readAllLines(file);
    if (text.size() != lines) {
      throw new JobtrailException.Usage(
          file + ": has " + text.size() + " lines, " + split + ".job has " + lines);
    }
    return text;
  }

  private static List<String> tokens(String line, String at) {
    if (line.isBlank()) {
      throw new JobtrailException.Usage(at + ": is blank; every person has at least one record");
    }
    return List.of(line.strip().split("\\s+"));
  }

  private static List<String> same(List<String> found, List<String> codes, String at, String what) {
    if (found.size() != codes.size()) {
      throw new JobtrailException.Usage(
          at + ": " + codes.size() + " jobs but " + found.size() + ' ' + what);
    }
    return found;
  }

  /// Without a year file the records are numbered from year 1.
  private static int[] numbers(List<String> years, List<String> codes, String at) {
    int[] numbers = new int[codes.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (years.isEmpty()) {
        numbers[i] = i + 1;
        continue;
      }
      if (!years.get(i).matches("[1-9]\\d{0,3}")) {
        throw new JobtrailException.Usage(at + ": \"" + years.get(i) + "\" is no year");
      }
      numbers[i] = Integer.parseInt(years.get(i));
      if (i > 0 && numbers[i] <= numbers[i - 1]) {
        throw new JobtrailException.Usage(
            at + ": years must rise, found " + numbers[i] + " after " + numbers[i - 1]);
      }
    }
    return numbers;
  }

  private void person(
      String id,
      String split,
      List<String> codes,
      int[] years,
      List<String> studies,
      Consumer<PanelRow> each) {
    EducationLevel level =
        studies.stream()
            .map(CareerFiles::level)
            .max(java.util.Comparator.naturalOrder())
            .orElse(EducationLevel.NONE);
    List<PanelRow> rows = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < years.length; i++) {
      records++;
      boolean last =
          i + 1 == years.length
              || !codes.get(i + 1).equals(codes.get(i))
              || years[i + 1] != years[i] + 1;
      if (last && STATUSES.contains(codes.get(i))) {
        statuses += i - begin + 1;
      } else if (last) {
        rows.add(
            new PanelRow(
                id,
                codes.get(i),
                "",
                CareerDate.ofYear(years[begin]),
                CareerDate.ofYear(years[i]),
                level,
                split));
      }
      if (last) {
        begin = i + 1;
      }
    }
    rows.forEach(each);
  }

  /// The five levels by the words that CAREER's surveys and our export use.
  private static EducationLevel level(String token) {
    String word = token.toLowerCase(Locale.ROOT).replace('_', ' ');
    if (word.contains("phd") || word.contains("doctor")) {
      return EducationLevel.PHD;
    }
    if (word.contains("master") || word.contains("graduate degree")) {
      return EducationLevel.MASTER;
    }
    if (word.contains("bachelor") || word.equals("college graduate")) {
      return EducationLevel.BACHELOR;
    }
    return word.contains("high school") || word.contains("secondary") || word.contains("associate")
        ? EducationLevel.SECONDARY
        : EducationLevel.NONE;
  }
}
