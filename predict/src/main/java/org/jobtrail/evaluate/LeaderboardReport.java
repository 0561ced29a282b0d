package org.jobtrail.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jobtrail.analyse.Cell;
import org.jobtrail.analyse.ReportPage;
import org.jobtrail.analyse.Section;
import org.jobtrail.analyse.Table;

/// A leaderboard as sections of a page: a table behind each chart.
record LeaderboardReport(Leaderboard board) {
  String html() {
    ReportPage page =
        new ReportPage("Next occupations: leaderboard", "Next occupations: leaderboard");
    page.facts(facts());
    List<Section> sections = sections();
    page.contents(sections);
    for (int i = 0; i < sections.size(); i++) {
      page.section(i, sections.get(i));
    }
    return page.finish();
  }

  private SequencedMap<String, String> facts() {
    Evaluator evaluator = board.evaluator();
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("Panel", evaluator.panel().name() + ", part " + evaluator.split().word());
    facts.put("Judged on", BoardSection.judgedOn(board));
    facts.put("Baseline", board.baselineLabel());
    facts.put(
        "Intervals",
        evaluator.replicates() == 0
            ? "none (--replicates 0)"
            : "95 %, "
                + Cell.count(evaluator.replicates()).shown()
                + " resamples of people, the same for every model, seed "
                + evaluator.seed()
                + "; differences and ratios are taken within each resample");
    List<String> left = new ArrayList<>();
    for (Evaluation e : board.evaluations()) {
      if (e.leftOut().people() > 0) {
        left.add(e.model() + " " + Cell.count(e.leftOut().people()).shown());
      }
    }
    facts.put(
        "Left out",
        left.isEmpty()
            ? "nobody"
            : "people with outcomes that a model doesn't know: " + String.join(", ", left));
    facts.put(
        "Small groups",
        "figures of groups with fewer than " + board.fewest() + " people are hidden");
    return facts;
  }

  List<Section> sections() {
    return Stream.of(
            new ModelsSection(board),
            new KindsSection(board),
            new CalibrationSection(board),
            new SubgroupsSection(board),
            new OracleSection(board),
            new InformationSection(board),
            new VersusSection(board),
            new LearningSection(board),
            new ForecastSection(board))
        .flatMap(part -> part.sections().stream())
        .toList();
  }

  /// Every table that a file is written for.
  List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    sections().forEach(s -> s.exhibits().forEach(e -> tables.add(e.table())));
    return tables;
  }
}
