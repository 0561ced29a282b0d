package org.jobtrail.analyse;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// DuckDB in memory, with the settings as SQL variables; it spills to a folder when memory is
/// short.
final class AnalysisDatabase implements AutoCloseable {
  private final Connection connection;
  private Census census = new Census(0);
  private final Map<String, Long> nanos = new TreeMap<>();

  AnalysisDatabase(AnalyseSettings settings, Path spill) {
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:", new Properties());
      execute("SET threads = " + settings.threads());
      execute("SET memory_limit = '" + settings.memoryMegabytes() + "MB'");
      execute("SET temp_directory = " + quote(spill.toString()));
      execute("SET preserve_insertion_order = false");
      execute("SET autoinstall_known_extensions = false");
      execute("SET autoload_known_extensions = false");
      for (String variable : variables(settings)) {
        execute(variable);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The settings as the SQL files read them; also the head of what the report ships.
  static List<String> variables(AnalyseSettings settings) {
    Policy policy = settings.policy();
    return List.of(
        "SET VARIABLE seed = " + quote(Long.toString(settings.seed())),
        "SET VARIABLE isco_level = " + settings.level(),
        "SET VARIABLE unknown = " + quote(policy.unknown().word()),
        "SET VARIABLE drop_duplicates = " + policy.dropDuplicates(),
        "SET VARIABLE drop_same_quarter = " + policy.dropSameQuarter(),
        "SET VARIABLE drop_self = " + policy.dropSelf());
  }

  void variable(String name, String value) {
    execute("SET VARIABLE " + name + " = " + quote(value));
  }

  void level(int level) {
    execute("SET VARIABLE isco_level = " + level);
  }

  /// A file as `read_parquet` and `read_csv` take it: characters that would be a pattern are
  /// bracketed.
  static String pattern(Path file) {
    return file.toString().replaceAll("([\\[*?])", "[$1]");
  }

  static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage() + " in: " + sql, e);
    }
  }

  /// Runs a script up to its view `cells` and reads that as tallies, sorted by key.
  ///
  /// The view has a line per thing counted: the key of its cell, then `person`. Null in a key reads
  /// as the empty text. The script's last statement counts the same cells for people who read SQL;
  /// here persons are gathered into lists, as the resamples need them, and that is faster than
  /// grouping by person in the database.
  Tallies tallies(String name) {
    return read(
        SqlScript.load(name),
        _ -> "SELECT * EXCLUDE (person), list(person) FROM cells GROUP BY ALL",
        result -> {
          int keys = result.getMetaData().getColumnCount() - 1;
          List<Tally> cells = new ArrayList<>();
          while (result.next()) {
            List<String> key = new ArrayList<>();
            for (int k = 1; k <= keys; k++) {
              String part = result.getString(k);
              key.add(part == null ? "" : part);
            }
            cells.add(census.tally(key, (Object[]) result.getArray(keys + 1).getArray()));
          }
          return Tallies.sorted(cells);
        });
  }

  /// Tells how many people there are, before the first tallies are read.
  void people(int people) {
    census = new Census(people);
  }

  /// Runs a script and reads its result as lines of text; null reads as the empty text.
  List<List<String>> lines(SqlScript script) {
    return read(
        script,
        last -> last,
        result -> {
          int columns = result.getMetaData().getColumnCount();
          List<List<String>> lines = new ArrayList<>();
          while (result.next()) {
            List<String> line = new ArrayList<>();
            for (int c = 1; c <= columns; c++) {
              String value = result.getString(c);
              line.add(value == null ? "" : value);
            }
            lines.add(line);
          }
          return lines;
        });
  }

  /// Milliseconds per script so far.
  Map<String, Long> milliseconds() {
    Map<String, Long> millis = new TreeMap<>();
    nanos.forEach((script, n) -> millis.put(script, n / 1_000_000));
    return millis;
  }

  private interface Reader<T> {
    T read(ResultSet result) throws SQLException;
  }

  private interface Query {
    String of(String lastStatement) throws SQLException;
  }

  private <T> T read(SqlScript script, Query query, Reader<T> reader) {
    long started = System.nanoTime();
    List<String> statements = script.statements();
    for (String statement : statements.subList(0, statements.size() - 1)) {
      execute(statement);
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query.of(statements.getLast()))) {
      return reader.read(result);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage() + " in " + script.name() + ".sql", e);
    } finally {
      nanos.merge(script.name(), System.nanoTime() - started, Long::sum);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
