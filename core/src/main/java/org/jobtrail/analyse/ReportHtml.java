package org.jobtrail.analyse;

import java.util.List;

/// The report of the analyses: its head, its sections, and the SQL behind them.
final class ReportHtml {
  private final Overview overview;
  private final List<Section> sections;
  private final List<SqlScript> scripts;
  private final ReportPage page =
      new ReportPage("Career trajectories: report", "Career trajectories");

  ReportHtml(Overview overview, List<Section> sections, List<SqlScript> scripts) {
    this.overview = overview;
    this.sections = sections;
    this.scripts = scripts;
  }

  String html() {
    head();
    for (int i = 0; i < sections.size(); i++) {
      page.section(i, sections.get(i));
    }
    scripts();
    return page.finish();
  }

  private void head() {
    page.facts(overview.lines());
    if (overview.empty()) {
      page.notice(overview.whyEmpty());
    } else {
      page.contents(sections);
    }
    for (Table table : overview.tables()) {
      if (!table.isEmpty()) {
        page.details(
            table.name().equals("quarantine")
                ? "Documents set aside, by reason"
                : "Who is represented: people by language of their documents",
            table);
      }
    }
  }

  private void scripts() {
    StringBuilder out = new StringBuilder();
    out.append("<section id=\"sql\">\n<h2>How it was counted</h2>\n<p class=\"text\">")
        .append(
            "Each number above comes from one of these SQL files (DuckDB). They count the cells;"
                + " the report counts the same cells by groups of people, sums them to coarser levels and"
                + " resamples the groups. The same files,"
                + " with the settings, are in the folder <code>sql</code>.")
        .append("</p>\n");
    for (SqlScript script : scripts) {
      out.append("<details id=\"sql-")
          .append(script.name())
          .append("\"><summary><code>")
          .append(script.name())
          .append(".sql</code></summary>\n<pre tabindex=\"0\">")
          .append(ReportPage.escape(script.text()))
          .append("</pre></details>\n");
    }
    out.append("</section>\n");
    page.markup(out.toString());
  }
}
