package org.jobtrail.simulate.llm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jobtrail.simulate.ToldResume;
import org.jspecify.annotations.Nullable;

/// Finds which jobs and studies of one document a text tells, all of it or a part.
///
/// A job is told where its title stands near its dates, and its dates near each other; that
/// keeps apart two jobs with one title of which the text has one.
final class Locator {
  /// Characters from a title to its dates at most: an employer's line and a few bullets.
  private static final int FAR = 700;

  /// Characters between two dates of one job at most: one row of a table lies between.
  private static final int APART = 160;

  private final FoldedText text;

  Locator(FoldedText text) {
    this.text = text;
  }

  private record Placed<T>(int at, T value) {}

  Answer answer(ToldResume told) {
    List<Placed<ToldResume.Job>> jobs = new ArrayList<>();
    for (ToldResume.Job job : told.experiences()) {
      OptionalInt at = place(job.title(), job.start(), job.end());
      if (at.isPresent()) {
        jobs.add(
            new Placed<>(
                at.getAsInt(),
                new ToldResume.Job(
                    job.title(),
                    asInText(job.employer()),
                    asInText(job.place()),
                    job.start(),
                    job.end())));
      }
    }
    List<Placed<ToldResume.Study>> studies = new ArrayList<>();
    for (ToldResume.Study study : told.education()) {
      OptionalInt at = place(study.programme(), study.start(), study.end());
      if (at.isPresent()) {
        studies.add(
            new Placed<>(
                at.getAsInt(),
                new ToldResume.Study(
                    study.programme(), asInText(study.institution()), study.start(), study.end())));
      }
    }
    return new Answer(inOrder(jobs), inOrder(studies));
  }

  private static <T> List<T> inOrder(List<Placed<T>> placed) {
    return placed.stream().sorted(Comparator.comparingInt(Placed::at)).map(Placed::value).toList();
  }

  private @Nullable String asInText(@Nullable String value) {
    return value == null || text.holds(value) ? value : text.pseudonymised(value);
  }

  /// Where a name and two dates stand together; absent dates and names are no hindrance.
  private OptionalInt place(@Nullable String name, @Nullable String start, @Nullable String end) {
    List<int[]> periods = periods(start, end);
    if (name == null) {
      return periods.stream().mapToInt(p -> p[0]).findFirst();
    }
    List<Integer> names = text.occurrences(name);
    if (start == null && end == null) {
      return names.stream().mapToInt(Integer::intValue).findFirst();
    }
    int nearest = FAR;
    OptionalInt place = OptionalInt.empty();
    for (int at : names) {
      for (int[] period : periods) {
        int distance =
            period[1] <= at ? at - period[1] : Math.max(0, period[0] - at - name.length());
        if (distance < nearest) {
          nearest = distance;
          place = OptionalInt.of(Math.min(at, period[0]));
        }
      }
    }
    return place;
  }

  /// From the first character of a period to the one behind its last.
  private List<int[]> periods(@Nullable String start, @Nullable String end) {
    String only = start == null ? end : start;
    List<int[]> periods = new ArrayList<>();
    if (only == null) {
      return periods;
    }
    if (start == null || end == null) {
      for (int at : text.occurrences(only)) {
        periods.add(new int[] {at, at + only.length()});
      }
      return periods;
    }
    List<Integer> ends = text.occurrences(end);
    for (int from : text.occurrences(start)) {
      int behind = from + start.length();
      for (int to : ends) {
        if (to >= behind && to - behind <= APART) {
          periods.add(new int[] {from, to + end.length()});
          break;
        }
      }
    }
    return periods;
  }
}
