package org.jobtrail.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;

/// A way to divide transitions into groups: by the level of a covariate.
///
/// Fixed covariates divide people; varying ones divide records, by what was known at the time.
///
/// @param name of the covariate; `birth_cohort` for years of birth, joined to five or ten years
/// @param levels of the groups
public record Dimension(String name, List<String> levels, Level level) {
  /// Covariates with more levels than this make no groups.
  static final int MOST = 16;

  /// Years of birth further apart than this are joined to ten years, else to five.
  private static final int QUINQUENNIA = 25;

  /// Which group a person's record is in.
  @FunctionalInterface
  public interface Level {
    int of(PanelPerson person, int record);
  }

  public Dimension {
    levels = List.copyOf(levels);
  }

  /// Two dimensions at once.
  Dimension by(Dimension other) {
    List<String> pairs = new ArrayList<>();
    for (String mine : levels) {
      for (String theirs : other.levels) {
        pairs.add(mine + ", " + theirs);
      }
    }
    int width = other.levels.size();
    return new Dimension(
        name + " by " + other.name, pairs, (p, t) -> level.of(p, t) * width + other.level.of(p, t));
  }

  /// Every covariate of a schema that divides into a few groups.
  public static List<Dimension> of(PanelSchema schema) {
    List<Dimension> dimensions = new ArrayList<>();
    for (int c = 0; c < schema.fixed().size(); c++) {
      int column = c;
      add(dimensions, schema.fixed().get(c), (p, _) -> p.fixed(column));
    }
    for (int c = 0; c < schema.varying().size(); c++) {
      int column = c;
      add(dimensions, schema.varying().get(c), (p, t) -> p.varying(column, t));
    }
    return dimensions;
  }

  private static void add(List<Dimension> dimensions, Covariate covariate, Level level) {
    Dimension dimension =
        isBirthYear(covariate)
            ? cohorts(covariate, level)
            : new Dimension(covariate.name(), covariate.levels(), level);
    if (dimension.levels.size() > 2 && dimension.levels.size() <= MOST) {
      dimensions.add(dimension);
    }
  }

  private static boolean isBirthYear(Covariate covariate) {
    return covariate.name().toLowerCase(Locale.ROOT).contains("birth")
        && covariate.levels().stream().skip(1).allMatch(level -> level.matches("[12]\\d{3}"));
  }

  private static Dimension cohorts(Covariate years, Level level) {
    int[] sorted = years.levels().stream().skip(1).mapToInt(Integer::parseInt).sorted().toArray();
    int width = sorted.length > 0 && sorted[sorted.length - 1] - sorted[0] > QUINQUENNIA ? 10 : 5;
    IntFunction<String> cohort =
        year -> (year - year % width) + " to " + (year - year % width + width - 1);
    List<String> names = new ArrayList<>(List.of(Covariate.MISSING));
    Arrays.stream(sorted).mapToObj(cohort).distinct().forEach(names::add);
    int[] group = new int[years.levels().size()];
    for (int k = 1; k < group.length; k++) {
      group[k] = names.indexOf(cohort.apply(Integer.parseInt(years.levels().get(k))));
    }
    return new Dimension("birth_cohort", names, (p, t) -> group[level.of(p, t)]);
  }
}
