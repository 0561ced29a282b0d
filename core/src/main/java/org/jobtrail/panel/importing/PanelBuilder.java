package org.jobtrail.panel.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Split;

/// Numbers the words of people's records, and puts people, outcomes and levels in their order.
///
/// Occupations come by their codes (as numbers where all are), then the statuses; levels as
/// stated, else sorted the same way.
final class PanelBuilder {
  /// Texts in the order in which they were first met.
  static final class Words {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    int number(String word) {
      Integer known = numbers.get(word);
      if (known != null) {
        return known;
      }
      numbers.put(word, words.size());
      words.add(word);
      return words.size() - 1;
    }

    String word(int number) {
      return words.get(number);
    }

    List<String> all() {
      return words;
    }
  }

  /// A covariate under way; number 0 is missing.
  static final class Levels {
    private final String name;
    private final List<String> order;
    private final Words words = new Words();

    /// @param order of the levels, as far as it is known before
    Levels(String name, List<String> order) {
      this.name = name;
      this.order = order;
      words.number(Covariate.MISSING);
    }

    int number(String level) {
      return words.number(level);
    }

    String word(int number) {
      return words.word(number);
    }

    Covariate covariate() {
      List<String> levels = new ArrayList<>(List.of(Covariate.MISSING));
      order.stream().filter(l -> !levels.contains(l)).forEach(levels::add);
      words.all().stream()
          .filter(l -> !levels.contains(l))
          .sorted(codeOrder(words.all().subList(1, words.all().size())))
          .forEach(levels::add);
      return new Covariate(name, levels);
    }

    int[] renumbering(Covariate to) {
      return words.all().stream().mapToInt(to::number).toArray();
    }
  }

  private record Staged(String id, List<Integer> fixed, Optional<Split> split, Records records) {}

  /// A person's records in provisional numbers.
  private static final class Records {
    final int[] periods;
    final int[] outcomes;
    final int[][] varying;
    final double[][] measures;

    Records(int[] periods, int[] outcomes, int[][] varying, double[][] measures) {
      this.periods = periods;
      this.outcomes = outcomes;
      this.varying = varying;
      this.measures = measures;
    }
  }

  private final String name;
  private final PeriodUnit unit;
  private final List<Levels> fixed;
  private final List<Levels> varying;
  private final List<String> measures;
  private final Words codes = new Words();
  private final Map<String, String> statuses = new TreeMap<>();
  private final List<Staged> people = new ArrayList<>();

  PanelBuilder(
      String name,
      PeriodUnit unit,
      List<Levels> fixed,
      List<Levels> varying,
      List<String> measures) {
    this.name = name;
    this.unit = unit;
    this.fixed = List.copyOf(fixed);
    this.varying = List.copyOf(varying);
    this.measures = List.copyOf(measures);
  }

  /// A number for an outcome's code.
  int code(String code) {
    return codes.number(code);
  }

  /// Declares a code to be a status.
  void status(String code, String title) {
    statuses.putIfAbsent(code, title);
  }

  boolean isStatus(String code) {
    return statuses.containsKey(code);
  }

  /// @param levels of the fixed covariates
  /// @param periods increasing
  /// @param outcomes as {@link #code} numbers them
  /// @param ofRecords `[varying][records]`
  /// @param numbers `[measures][records]`
  void person(
      String id,
      int[] levels,
      Optional<Split> split,
      int[] periods,
      int[] outcomes,
      int[][] ofRecords,
      double[][] numbers) {
    people.add(
        new Staged(
            id,
            Arrays.stream(levels).boxed().toList(),
            split,
            new Records(periods, outcomes, ofRecords, numbers)));
  }

  int size() {
    return people.size();
  }

  /// @param titles code to title
  Panel build(Map<String, String> titles) {
    Outcomes outcomes = outcomes(titles);
    int[] coded = codes.all().stream().mapToInt(code -> outcomes.number(code).orElse(-1)).toArray();
    List<Covariate> ofPeople = fixed.stream().map(Levels::covariate).toList();
    List<Covariate> ofRecords = varying.stream().map(Levels::covariate).toList();
    int[][] fixedNumbers = renumberings(fixed, ofPeople);
    int[][] varyingNumbers = renumberings(varying, ofRecords);
    people.sort(Comparator.comparing(Staged::id));
    List<PanelPerson> numbered = new ArrayList<>(people.size());
    List<Split> splits = new ArrayList<>();
    for (Staged person : people) {
      Records r = person.records();
      int[] levels = new int[fixed.size()];
      Arrays.setAll(levels, c -> fixedNumbers[c][person.fixed().get(c)]);
      int[][] v = new int[varying.size()][];
      Arrays.setAll(
          v, c -> Arrays.stream(r.varying[c]).map(level -> varyingNumbers[c][level]).toArray());
      numbered.add(
          new PanelPerson(
              person.id(),
              levels,
              r.periods,
              Arrays.stream(r.outcomes).map(o -> coded[o]).toArray(),
              v,
              r.measures));
      person.split().ifPresent(splits::add);
    }
    return new Panel(
        name,
        new PanelSchema(unit, outcomes, ofPeople, ofRecords, measures),
        numbered,
        splits.size() == numbered.size() ? splits : List.of());
  }

  /// Only those that a record has.
  private Outcomes outcomes(Map<String, String> titles) {
    boolean[] used = new boolean[codes.all().size()];
    people.forEach(p -> Arrays.stream(p.records().outcomes).forEach(o -> used[o] = true));
    List<String> met =
        java.util.stream.IntStream.range(0, used.length)
            .filter(k -> used[k])
            .mapToObj(codes::word)
            .toList();
    List<Outcome> outcomes = new ArrayList<>();
    List<String> occupations = met.stream().filter(code -> !isStatus(code)).toList();
    occupations.stream()
        .sorted(codeOrder(occupations))
        .forEach(code -> outcomes.add(new Outcome(code, titles.getOrDefault(code, code), false)));
    statuses.forEach(
        (code, title) -> {
          if (met.contains(code)) {
            outcomes.add(new Outcome(code, title, true));
          }
        });
    return new Outcomes(outcomes);
  }

  private static int[][] renumberings(List<Levels> from, List<Covariate> to) {
    int[][] numbers = new int[from.size()][];
    Arrays.setAll(numbers, c -> from.get(c).renumbering(to.get(c)));
    return numbers;
  }

  private static Comparator<String> codeOrder(List<String> codes) {
    return codes.stream().allMatch(code -> code.matches("\\d{1,9}"))
        ? Comparator.<String>comparingInt(Integer::parseInt).thenComparing(c -> c)
        : Comparator.naturalOrder();
  }
}
