package org.jobtrail.analyse;

/// One result of the report: a published table, mostly with a chart drawn from it.
///
/// @param title a few words
/// @param unit what is counted and in which unit
/// @param n how many observations, as text; empty when that number is hidden
/// @param reading one plain sentence that reads the chart
/// @param svg the chart; empty when the table stands alone
/// @param sql name of the script that counts it; empty when none does
public record Exhibit(
    String title, String unit, String n, String reading, String svg, Table table, String sql) {
  /// Of the table and the chart's file.
  public String name() {
    return table.name();
  }

  public boolean hasChart() {
    return !svg.isEmpty();
  }

  /// With the reading and the numbers, for those who listen to the chart.
  public static org.jobtrail.analyse.chart.Caption caption(
      String title, String unit, String n, String reading) {
    return new org.jobtrail.analyse.chart.Caption(
        title, unit + (n.isEmpty() ? ". " : "; n = " + n + ". ") + reading);
  }
}
