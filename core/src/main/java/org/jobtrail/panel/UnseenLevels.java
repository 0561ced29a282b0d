package org.jobtrail.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/// Levels of covariates that nobody of `train` has: what a model makes of them, it didn't learn.
public final class UnseenLevels {
  private UnseenLevels() {}

  /// @param people whose levels are looked at, in the panel's numbers
  /// @return such as `race = other (3 people)`, in the schema's order; none for a panel that was
  ///     never split
  public static List<String> of(Panel panel, List<PanelPerson> people) {
    if (!panel.isSplit()) {
      return List.of();
    }
    List<PanelPerson> train = panel.people(Split.TRAIN);
    List<String> unseen = new ArrayList<>();
    PanelSchema schema = panel.schema();
    for (int c = 0; c < schema.fixed().size(); c++) {
      int column = c;
      add(unseen, schema.fixed().get(c), train, people, (p, level) -> p.fixed(column) == level);
    }
    for (int c = 0; c < schema.varying().size(); c++) {
      int column = c;
      add(unseen, schema.varying().get(c), train, people, (p, level) -> has(p, column, level));
    }
    return List.copyOf(unseen);
  }

  private static void add(
      List<String> unseen,
      Covariate covariate,
      List<PanelPerson> train,
      List<PanelPerson> people,
      BiPredicate<PanelPerson, Integer> has) {
    for (int level = 1; level < covariate.levels().size(); level++) {
      int number = level;
      long bearers = people.stream().filter(p -> has.test(p, number)).count();
      if (bearers > 0 && train.stream().noneMatch(p -> has.test(p, number))) {
        unseen.add(
            covariate.name()
                + " = "
                + covariate.levels().get(level)
                + (bearers == 1 ? " (1 person)" : " (" + bearers + " people)"));
      }
    }
  }

  private static boolean has(PanelPerson person, int column, int level) {
    for (int t = 0; t < person.size(); t++) {
      if (person.varying(column, t) == level) {
        return true;
      }
    }
    return false;
  }
}
