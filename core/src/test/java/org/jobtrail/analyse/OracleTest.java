package org.jobtrail.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every figure again, slowly and in plain Java from the definitions, on made-up careers.
class OracleTest {
  private static final AnalyseSettings OPEN =
      AnalyseSettings.DEFAULT.withMinimumCell(1).withReplicates(0);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private record Spell(
      String person,
      int number,
      String code,
      String group,
      int start,
      int end,
      String status,
      int seen) {
    private static final int NONE = Integer.MIN_VALUE;

    boolean dated() {
      return start != NONE;
    }
  }

  private record Pair(Spell origin, Spell destination, int gap) {
    int shared() {
      int same = 0;
      while (same < 4 && origin.group.charAt(same) == destination.group.charAt(same)) {
        same++;
      }
      return same;
    }

    String gapLength() {
      return gap < 0
          ? "not measured"
          : gap == 0 ? "0" : gap <= 2 ? "1-2" : gap <= 4 ? "3-4" : gap <= 8 ? "5-8" : "> 8";
    }
  }

  private static int number(String text) {
    return text.isEmpty() ? Spell.NONE : Integer.parseInt(text);
  }

  private Map<String, List<Spell>> careers() {
    Map<String, List<Spell>> careers = new TreeMap<>();
    try (AnalysisDatabase database = new AnalysisDatabase(AnalyseSettings.DEFAULT, folder)) {
      database.variable("file", folder.resolve("data/trajectories.parquet").toString());
      String sql =
          "SELECT person_id, spell, code, isco_group, start_quarter, end_quarter, end_status,"
              + " observed_until FROM read_parquet(getvariable('file'))";
      for (List<String> row : database.lines(new SqlScript("rows", sql))) {
        careers
            .computeIfAbsent(row.get(0), _ -> new ArrayList<>())
            .add(
                new Spell(
                    row.get(0),
                    number(row.get(1)),
                    row.get(2),
                    row.get(3),
                    number(row.get(4)),
                    number(row.get(5)),
                    row.get(6),
                    number(row.get(7))));
      }
    }
    careers
        .values()
        .forEach(
            spells ->
                spells.sort(
                    java.util.Comparator.comparingInt(Spell::start)
                        .thenComparingInt(Spell::number)));
    return careers;
  }

  /// -1 where the gap is not measured.
  private static int gapBefore(List<Spell> dated, int index) {
    int known = Integer.MIN_VALUE;
    int open = Integer.MIN_VALUE;
    for (Spell earlier : dated.subList(0, index)) {
      if (earlier.end != Spell.NONE) {
        known = Math.max(known, Math.max(earlier.end, earlier.start));
      } else if (earlier.status.equals("ongoing")) {
        known =
            Math.max(
                known,
                earlier.seen == Spell.NONE ? 1 << 20 : Math.max(earlier.seen, earlier.start));
      } else {
        open = Math.max(open, earlier.start);
      }
    }
    int start = dated.get(index).start;
    if (start <= Math.max(known, open) + 1) {
      return 0;
    }
    return open >= known ? -1 : start - known - 1;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithThePlainDefinitions(long seed) throws IOException {
    SyntheticDataset.write(folder.resolve("data"), 900, seed);
    Analyser.run(folder.resolve("data"), folder.resolve("report"), OPEN.withLevel(3));
    Path report = folder.resolve("report");
    Map<String, List<Spell>> careers = careers();
    List<Spell> spells = careers.values().stream().flatMap(List::stream).toList();
    List<Pair> pairs = new ArrayList<>();
    List<Integer> gaps = new ArrayList<>();
    for (List<Spell> career : careers.values()) {
      List<Spell> dated = career.stream().filter(Spell::dated).toList();
      List<Spell> kept = new ArrayList<>();
      List<Integer> before = new ArrayList<>();
      Set<List<Object>> seen = new HashSet<>();
      for (int i = 0; i < dated.size(); i++) {
        Spell spell = dated.get(i);
        int gap = i == 0 ? 0 : gapBefore(dated, i);
        if (gap > 0) {
          gaps.add(gap);
        }
        if (seen.add(List.of(spell.code, spell.start, spell.end, spell.status))) {
          kept.add(spell);
          before.add(gap);
        }
      }
      for (int i = 1; i < kept.size(); i++) {
        Pair pair = new Pair(kept.get(i - 1), kept.get(i), before.get(i));
        if (!pair.origin.group.isEmpty()
            && !pair.destination.group.isEmpty()
            && pair.origin.start != pair.destination.start) {
          pairs.add(pair);
        }
      }
    }
    occupations(report, spells);
    durations(report, spells);
    assertThat(counts(report, "gaps", "gaps", 1)).isEqualTo(tally(gaps, g -> Integer.toString(g)));
    transitions(report, pairs);
    mobility(report, pairs);
  }

  private static void occupations(Path report, List<Spell> spells) throws IOException {
    for (int level = 1; level <= 4; level++) {
      int digits = level;
      Map<String, Long> expected =
          tally(spells, s -> s.group.isEmpty() ? "unknown" : s.group.substring(0, digits));
      if (level > 1) {
        expected.remove("unknown");
      }
      assertThat(counts(report, "occupations_level_" + level, "spells", 1)).isEqualTo(expected);
    }
    Map<String, Long> codes = tally(spells, Spell::code);
    codes.remove("unknown");
    assertThat(counts(report, "occupations_codes", "spells", 1)).isEqualTo(codes);
    Map<String, Set<String>> people = new TreeMap<>();
    spells.forEach(s -> people.computeIfAbsent(s.code, _ -> new HashSet<>()).add(s.person));
    for (Map<String, String> row : Careers.csv(report, "occupations_codes")) {
      assertThat(people.getOrDefault(String.valueOf(row.get("code")), Set.of()))
          .hasSize(number(String.valueOf(row.get("people"))));
    }
  }

  private static void durations(Path report, List<Spell> spells) throws IOException {
    List<Spell> ended =
        spells.stream().filter(s -> s.dated() && s.end != Spell.NONE && s.end >= s.start).toList();
    Map<String, Long> expected = tally(ended, s -> Integer.toString(s.end - s.start + 1));
    Map<String, Long> found = counts(report, "durations", "spells", 1);
    // A quarter that only has censored spells stands in a range of its own beside the next.
    assertThat(found.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(ended.size());
    expected.keySet().retainAll(found.keySet());
    assertThat(expected.keySet().size()).isGreaterThan(10);
    List<Spell> watched = new ArrayList<>(ended);
    spells.stream()
        .filter(
            s ->
                s.dated() && s.end == Spell.NONE && s.status.equals("ongoing") && s.seen >= s.start)
        .forEach(watched::add);
    double survival = 1;
    Map<Integer, Double> curve = new TreeMap<>();
    for (int t = 1; t < 300; t++) {
      int time = t;
      long atRisk = watched.stream().filter(s -> length(s) >= time).count();
      long events = watched.stream().filter(s -> s.end != Spell.NONE && length(s) == time).count();
      survival *= atRisk == 0 ? 1 : 1 - (double) events / atRisk;
      curve.put(t, survival);
    }
    for (Map<String, String> row : Careers.csv(report, "job_stability")) {
      int t = number(String.valueOf(row.get("quarters")));
      if (t > 0) {
        assertThat(row.get("survival")).isEqualTo(rounded(curve.getOrDefault(t, -1.0), 4));
      }
    }
  }

  private static int length(Spell spell) {
    return (spell.end == Spell.NONE ? spell.seen : spell.end) - spell.start + 1;
  }

  private static void transitions(Path report, List<Pair> pairs) throws IOException {
    assertThat(Careers.value(report, "transition_steps", "left", "transitions analysed"))
        .isEqualTo(Integer.toString(pairs.size()));
    for (int level = 1; level <= 4; level++) {
      int least = level;
      long stays = pairs.stream().filter(p -> p.shared() >= least).count();
      assertThat(Careers.value(report, "staying", "stays", Integer.toString(level)))
          .isEqualTo(Long.toString(stays));
      for (String gap : BreakTables.GAPS) {
        List<Pair> after = pairs.stream().filter(p -> p.gapLength().equals(gap)).toList();
        long same = after.stream().filter(p -> p.shared() >= least).count();
        assertThat(Careers.value(report, "break_effect", "same_level_" + level, gap))
            .isEqualTo(after.isEmpty() ? "" : rounded((double) same / after.size(), 4));
      }
    }
    for (boolean broken : new boolean[] {false, true}) {
      Map<String, Long> expected =
          tally(
              pairs.stream().filter(p -> broken ? p.gap > 0 : p.gap == 0).toList(),
              p -> p.origin.group.charAt(0) + " " + p.destination.group.charAt(0));
      for (Map<String, String> row :
          Careers.csv(report, broken ? "matrix_break" : "matrix_no_break")) {
        String key =
            String.valueOf(row.get("origin")).charAt(0)
                + " "
                + String.valueOf(row.get("destination")).charAt(0);
        assertThat(row.get("pairs")).isEqualTo(Long.toString(expected.getOrDefault(key, 0L)));
      }
    }
    Map<String, Long> flows =
        tally(
            pairs.stream().filter(p -> p.shared() < 3).toList(),
            p -> p.origin.group.substring(0, 3) + " " + p.destination.group.substring(0, 3));
    List<Map<String, String>> top = Careers.csv(report, "top_flows");
    assertThat(top).hasSize(20);
    for (Map<String, String> row : top) {
      String key =
          String.valueOf(row.get("origin")).substring(0, 3)
              + " "
              + String.valueOf(row.get("destination")).substring(0, 3);
      assertThat(row.get("pairs")).isEqualTo(Long.toString(flows.getOrDefault(key, 0L)));
    }
    long smallest = Long.parseLong(String.valueOf(top.getLast().get("pairs")));
    assertThat(flows.values().stream().filter(n -> n > smallest).count()).isLessThan(20);
  }

  private static void mobility(Path report, List<Pair> pairs) throws IOException {
    for (int level = 1; level <= 4; level++) {
      int digits = level;
      Map<String, List<Pair>> rows = new TreeMap<>();
      pairs.forEach(
          p ->
              rows.computeIfAbsent(p.origin.group.substring(0, digits), _ -> new ArrayList<>())
                  .add(p));
      double trace = 0;
      double entropy = 0;
      double herfindahl = 0;
      for (Map.Entry<String, List<Pair>> row : rows.entrySet()) {
        Map<String, Long> to = tally(row.getValue(), p -> p.destination.group.substring(0, digits));
        double n = row.getValue().size();
        trace += to.getOrDefault(row.getKey(), 0L) / n;
        for (long count : to.values()) {
          double p = count / n;
          entropy -= n / pairs.size() * p * Math.log(p);
          herfindahl += n / pairs.size() * p * p;
        }
      }
      int k = rows.size();
      String key = Integer.toString(level);
      assertThat(Careers.value(report, "mobility", "groups", key)).isEqualTo(Integer.toString(k));
      assertThat(Careers.value(report, "mobility", "shorrocks", key))
          .isEqualTo(rounded((k - trace) / (k - 1), 3));
      assertThat(Careers.value(report, "mobility", "entropy", key)).isEqualTo(rounded(entropy, 3));
      assertThat(Careers.value(report, "mobility", "herfindahl", key))
          .isEqualTo(rounded(herfindahl, 3));
    }
  }

  private static String rounded(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  private static <T> Map<String, Long> tally(List<T> things, Function<T, String> key) {
    Map<String, Long> counts = new TreeMap<>();
    things.forEach(thing -> counts.merge(key.apply(thing), 1L, Long::sum));
    return counts;
  }

  private static Map<String, Long> counts(Path report, String table, String column, int keys)
      throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (Map<String, String> row : Careers.csv(report, table)) {
      String key = String.join(" ", List.copyOf(row.values()).subList(0, keys));
      counts.put(key, Long.parseLong(String.valueOf(row.get(column))));
    }
    return counts;
  }
}
