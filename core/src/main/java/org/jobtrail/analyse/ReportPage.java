package org.jobtrail.analyse;

import java.util.List;
import java.util.SequencedMap;

/// One HTML page being written: no script, no request, charts inline, a table behind each.
///
/// Facts first, then sections; {@link #finish} closes it.
public final class ReportPage {
  private static final int SHOWN_ROWS = 120;

  private final StringBuilder out = new StringBuilder();
  private final String tables;

  /// @param title in the browser's tab
  public ReportPage(String title, String heading) {
    this(title, heading, "csv/");
  }

  /// @param tables where the CSV files lie beside the page: `csv/`, or empty for the same folder
  public ReportPage(String title, String heading, String tables) {
    this.tables = tables;
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>")
        .append(escape(title))
        .append("</title>\n<style>\n")
        .append(new String(style(), java.nio.charset.StandardCharsets.UTF_8))
        .append("</style>\n</head>\n<body>\n<main>\n<h1>")
        .append(escape(heading))
        .append("</h1>\n");
  }

  private static byte[] style() {
    try (var in = ReportPage.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing from the program");
      }
      return in.readAllBytes();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// What the report rests on, name by name.
  public void facts(SequencedMap<String, String> lines) {
    out.append("<dl class=\"facts\">\n");
    lines.forEach(
        (name, value) ->
            out.append("<div><dt>")
                .append(escape(name))
                .append("</dt><dd>")
                .append(escape(value))
                .append("</dd></div>\n"));
    out.append("</dl>\n");
  }

  /// A paragraph that must not be overlooked.
  public void notice(String text) {
    out.append("<p class=\"notice\">").append(escape(text)).append("</p>\n");
  }

  /// Links to the sections that follow.
  public void contents(List<Section> sections) {
    out.append("<nav aria-label=\"Sections\"><ol>\n");
    for (int i = 0; i < sections.size(); i++) {
      out.append("<li><a href=\"#section-")
          .append(i + 1)
          .append("\">")
          .append(escape(sections.get(i).title()))
          .append("</a></li>\n");
    }
    out.append("</ol></nav>\n");
  }

  /// A table that opens on demand.
  void details(String title, Table table) {
    out.append("<details><summary>").append(title).append("</summary>\n");
    table(table);
    out.append("</details>\n");
  }

  /// @param index from 0
  public void section(int index, Section section) {
    out.append("<section id=\"section-")
        .append(index + 1)
        .append("\">\n<h2>")
        .append(escape(section.title()))
        .append("</h2>\n<p class=\"text\">")
        .append(escape(section.text()))
        .append("</p>\n");
    section.exhibits().forEach(this::exhibit);
    out.append("</section>\n");
  }

  private void exhibit(Exhibit exhibit) {
    out.append("<figure id=\"")
        .append(exhibit.name())
        .append("\">\n<figcaption><h3>")
        .append(escape(exhibit.title()))
        .append("</h3>\n<p class=\"unit\">")
        .append(escape(exhibit.unit()))
        .append(
            exhibit.n().isEmpty()
                ? ""
                : " <span class=\"n\">n = " + escape(exhibit.n()) + "</span>")
        .append("</p></figcaption>\n");
    if (exhibit.hasChart()) {
      out.append("<div class=\"chart\" tabindex=\"0\">\n").append(exhibit.svg()).append("</div>\n");
    }
    out.append("<p class=\"reading\">")
        .append(escape(exhibit.reading()).replace(" %", "\u00a0%"))
        .append("</p>\n");
    // A table without a chart is what there is to see, so it is open.
    out.append(
            exhibit.hasChart() || exhibit.table().rows().size() > 12
                ? "<details>"
                : "<details open>")
        .append("<summary>Table (")
        .append("<code>")
        .append(tables)
        .append(exhibit.name())
        .append(".csv</code>");
    if (!exhibit.sql().isEmpty()) {
      out.append(", counted by <a href=\"#sql-")
          .append(exhibit.sql())
          .append("\">")
          .append(exhibit.sql())
          .append(".sql</a>");
    }
    out.append(")</summary>\n");
    table(exhibit.table());
    out.append("</details>\n</figure>\n");
  }

  private void table(Table table) {
    out.append("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
    for (Table.Column column : table.columns()) {
      out.append("<th scope=\"col\">").append(escape(column.title())).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    int shown = Math.min(SHOWN_ROWS, table.rows().size());
    for (List<Cell> row : table.rows().subList(0, shown)) {
      out.append("<tr>");
      for (Cell cell : row) {
        String kind =
            switch (cell) {
              case Cell.Text _ -> "";
              case Cell.Suppressed _ -> " class=\"hidden\"";
              case Cell.Absent _, Cell.Count _, Cell.Decimal _, Cell.Share _ -> " class=\"number\"";
            };
        out.append("<td").append(kind).append('>').append(escape(cell.shown())).append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
    if (table.isEmpty()) {
      out.append("<p>No row may be published.</p>\n");
    }
    if (shown < table.rows().size()) {
      out.append("<p>The first ")
          .append(shown)
          .append(" of ")
          .append(table.rows().size())
          .append(" rows; all are in <code>")
          .append(tables)
          .append(table.name())
          .append(".csv</code>.</p>\n");
    }
  }

  /// Markup as it is.
  void markup(String html) {
    out.append(html);
  }

  /// The whole page.
  public String finish() {
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
      }
    }
    return escaped.toString();
  }
}
