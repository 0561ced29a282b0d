package org.jobtrail.crosswalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.RowFates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrosswalkTest {
  private static final int CODES = 14;

  private static Link link(String source, String target, double weight) {
    return new Link(source, target, weight, false, false);
  }

  private static Crosswalk of(String from, String to, Link... links) {
    return new Crosswalk(
        from, to, Crosswalk.Weights.STATED, List.of(links), new TreeSet<>(), new TreeSet<>());
  }

  /// 1 alone to a; 2 and 3 both to b; 4 to c (weight 3) and d (weight 1), d also from 5; 6 nowhere.
  private static Crosswalk worked() {
    return new Crosswalk(
        "X",
        "Y",
        Crosswalk.Weights.STATED,
        List.of(
            link("01", "a", 1),
            link("2", "b", 1),
            link("3", "b", 7),
            link("4", "d", 1),
            link("4", "c", 3),
            link("5", "d", 1)),
        new TreeSet<>(List.of("6")),
        new TreeSet<>(List.of("z")));
  }

  private static final Map<String, Long> ROWS =
      Map.of("01", 10L, "1", 1L, "2", 20L, "4", 40L, "6", 60L, "", 5L, "unknown", 2L);

  @Test
  void tellsWhatBecomesOfEachCode() {
    Recoding recoding = new Recoding(worked(), Policy.DROP_NEVER);
    assertThat(recoding.outcome("01")).isEqualTo(new Outcome.OneToOne("a"));
    assertThat(recoding.outcome("3")).isEqualTo(new Outcome.Merged("b", 2));
    assertThat(recoding.outcome(" 4 "))
        .isEqualTo(new Outcome.Split(List.of(new Share("c", .75), new Share("d", .25)), true));
    assertThat(recoding.outcome("6").word()).isEqualTo("lost");
    assertThat(recoding.outcome("1"))
        .isEqualTo(new Outcome.Lost(Outcome.Reason.NOT_IN_CROSSWALK, java.util.Optional.of("01")));
    assertThat(recoding.outcome("unknown")).isEqualTo(new Outcome.Uncoded());
  }

  @Test
  void theLedgerHoldsEveryRow() {
    RowFates rows = new Recoding(worked(), Policy.SPLIT).ledger(ROWS).fates().build();
    assertThat(rows.count("rows_in")).isEqualTo(138);
    assertThat(rows.count("rows_out")).isEqualTo(178);
    assertThat(rows.group("rows_by_outcome"))
        .containsEntry("one-to-one", 10L)
        .containsEntry("merged", 20L)
        .containsEntry("split", 40L)
        .containsEntry("lost", 61L)
        .containsEntry("uncoded", 7L);
    assertThat(rows.group("unknown_by_reason"))
        .containsEntry("no-target", 60L)
        .containsEntry("not-in-crosswalk", 1L)
        .containsEntry("undecided", 0L);
  }

  @Test
  void policiesChooseAsTheySay() {
    Crosswalk tie = of("X", "Y", link("1", "b", .3333), link("1", "a", .3334), link("1", "c", .1));
    assertThat(chosen(worked(), Policy.DROP_NEVER, "4")).isEmpty();
    assertThat(chosen(worked(), Policy.FIRST, "4")).containsExactly(new Share("c", 1));
    assertThat(chosen(worked(), Policy.LARGEST_WEIGHT, "4")).containsExactly(new Share("c", 1));
    assertThat(chosen(worked(), Policy.SPLIT, "4"))
        .containsExactly(new Share("c", .75), new Share("d", .25));
    assertThat(chosen(tie, Policy.LARGEST_WEIGHT, "1")).containsExactly(new Share("a", 1));
    assertThat(
            chosen(of("X", "Y", link("1", "b", 9), link("1", "a", 1)), Policy.LARGEST_WEIGHT, "1"))
        .containsExactly(new Share("b", 1));
    assertThat(ledger(worked(), Policy.FIRST).count("rows_tied")).isEqualTo(40);
    assertThat(ledger(worked(), Policy.LARGEST_WEIGHT).count("rows_tied")).isZero();
  }

  private static RowFates ledger(Crosswalk crosswalk, Policy policy) {
    return new Recoding(crosswalk, policy).ledger(ROWS).fates().build();
  }

  private static List<Share> chosen(Crosswalk crosswalk, Policy policy, String code) {
    return policy.choose(new Recoding(crosswalk, policy).outcome(code));
  }

  @Test
  void writesTheLedgerByCode() {
    assertThat(new Recoding(worked(), Policy.SPLIT).ledger(Map.of("4", 8L, "1", 1L)).text())
        .isEqualTo(
            """
            code\toutcome\treason\trows\trows_out\tchosen\ttargets\tnear
            1\tlost\tnot-in-crosswalk\t1\t1\t\t\t01
            4\tsplit\t\t8\t16\tc:0.75 d:0.25\tc:0.75 d:0.25\t
            """);
  }

  @Test
  void composesAWorkedCase() {
    Crosswalk first =
        of("A", "B", link("1", "x", 3), link("1", "y", 1), link("2", "y", 1), link("3", "q", 1));
    Crosswalk second = of("B", "C", link("x", "k", 1), link("x", "m", 1));
    Composition composed = Composition.of(first, second);
    assertThat(composed.crosswalk().links())
        .containsExactly(link("1", "k", .375), link("1", "m", .375));
    assertThat(composed.crosswalk().withoutTarget()).containsExactly("2", "3");
    assertThat(composed.lost())
        .containsExactlyEntriesOf(new TreeMap<>(Map.of("1", .25, "2", 1.0, "3", 1.0)));
    assertThat(composed.deadEnds()).containsExactly("q", "y");
    assertThatThrownBy(() -> Composition.of(first, first))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("ends at B, the second begins at A");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void compositionIsTheRelationProduct(long seed) {
    Random random = new Random(seed);
    Crosswalk first = Relations.random(random, "A", "B", CODES);
    Crosswalk second = Relations.random(random, "B", "C", CODES);
    Composition composed = Composition.of(first, second);
    Map<String, Double> expected = Relations.product(first, second, CODES);
    Map<String, Double> found = new TreeMap<>();
    composed.crosswalk().links().forEach(l -> found.put(l.source() + ' ' + l.target(), l.weight()));
    assertThat(found.keySet()).isEqualTo(new TreeSet<>(expected.keySet()));
    found.forEach(
        (pair, weight) -> assertThat(weight).isCloseTo(expected.get(pair), within(1e-12)));
    // Nothing is lost on the way that the account doesn't name.
    for (String source : first.bySource().keySet()) {
      double through =
          composed.crosswalk().links().stream()
              .filter(l -> l.source().equals(source))
              .mapToDouble(Link::weight)
              .sum();
      assertThat(through + composed.lost().getOrDefault(source, 0.0)).isCloseTo(1, within(1e-12));
    }
    TreeSet<String> named = new TreeSet<>(first.bySource().keySet());
    named.addAll(first.withoutTarget());
    TreeSet<String> kept = new TreeSet<>(composed.crosswalk().bySource().keySet());
    kept.addAll(composed.crosswalk().withoutTarget());
    assertThat(kept).isEqualTo(named);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void invertingTwiceIsTheIdentity(long seed) {
    Random random = new Random(seed);
    Crosswalk first = Relations.random(random, "A", "B", CODES);
    Crosswalk second = Relations.random(random, "B", "C", CODES);
    assertThat(first.inverted().inverted()).isEqualTo(first);
    // (first ; second)⁻¹ relates the same codes as second⁻¹ ; first⁻¹.
    assertThat(pairs(Composition.of(first, second).crosswalk().inverted()))
        .isEqualTo(pairs(Composition.of(second.inverted(), first.inverted()).crosswalk()));
  }

  private static TreeSet<String> pairs(Crosswalk crosswalk) {
    TreeSet<String> pairs = new TreeSet<>();
    for (Link l : crosswalk.links()) {
      pairs.add(l.source() + ' ' + l.target() + ' ' + l.sourcePart() + l.targetPart());
    }
    return pairs;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void ledgersSumToTheRowsWhateverThePolicy(long seed) {
    Random random = new Random(seed);
    Crosswalk crosswalk = Relations.random(random, "A", "B", CODES);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(random.nextInt(20) == 0 ? "" : Relations.code("A", random.nextInt(CODES + 3)));
    }
    Map<String, Long> counts = new TreeMap<>();
    rows.forEach(code -> counts.merge(code, 1L, Long::sum));
    for (Policy policy : Policy.values()) {
      Recoding recoding = new Recoding(crosswalk, policy);
      Ledger ledger = recoding.ledger(counts);
      RowFates fates = ledger.fates().build();
      assertThat(fates.count("rows_in")).isEqualTo(rows.size());
      // The slow way: row by row, link by link.
      Map<String, Long> words = new TreeMap<>();
      double weight = 0;
      long out = 0;
      for (String code : rows) {
        words.merge(slowOutcome(crosswalk, code), 1L, Long::sum);
        List<Share> chosen = policy.choose(recoding.outcome(code));
        weight += chosen.isEmpty() ? 1 : chosen.stream().mapToDouble(Share::share).sum();
        out += Math.max(1, chosen.size());
      }
      assertThat(weight).as("weights of %s", policy).isCloseTo(rows.size(), within(1e-9));
      assertThat(fates.count("rows_out")).isEqualTo(out);
      words.forEach((word, n) -> assertThat(fates.count("rows_by_outcome." + word)).isEqualTo(n));
    }
  }

  private static String slowOutcome(Crosswalk crosswalk, String code) {
    if (code.isEmpty()) {
      return "uncoded";
    }
    List<Link> own = crosswalk.links().stream().filter(l -> l.source().equals(code)).toList();
    if (own.size() != 1) {
      return own.isEmpty() ? "lost" : "split";
    }
    String target = own.getFirst().target();
    return crosswalk.links().stream().filter(l -> l.target().equals(target)).count() > 1
        ? "merged"
        : "one-to-one";
  }

  @Test
  void countsCodesThatLeadBackToThemselves() {
    Crosswalk edition =
        of(
            "SOC",
            "soc",
            link("1", "2", 1),
            link("2", "3", 1),
            link("3", "1", 1),
            link("3", "4", 1),
            link("4", "5", 1),
            link("6", "6", 1),
            link("0", "1", 1));
    assertThat(Cycles.of(edition)).containsExactly("1", "2", "3");
    assertThat(Cycles.of(of("A", "B", link("1", "2", 1), link("2", "1", 1)))).isEmpty();
  }

  @Test
  void refusesWhatContradictsItself() {
    assertThatThrownBy(() -> link("1", "a", 0)).hasMessageContaining("greater than 0");
    assertThatThrownBy(() -> link("unknown", "a", 1)).hasMessageContaining("not \"unknown\"");
    assertThatThrownBy(() -> of("A", "B", link("1", "a", 1), link("1", "a", 2)))
        .hasMessageContaining("1 -> a stands twice");
  }
}
