package org.jobtrail.analyse;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// DuckDB in memory, with the settings as SQL variables; it spills to a folder when memory is
/// short.
final class AnalysisDatabase implements AutoCloseable {
  private final Connection connection;
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
        "SET VARIABLE max_groups = 1000",
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

  /// Runs a script and reads its result as cells.
  ///
  /// The result's columns are the key, then `person_group`, the count, `people`, and perhaps a
  /// second sum. Null in a key reads as the empty text.
  Tallies tallies(String script) {
    return read(
        SqlScript.load(script),
        result -> {
          int columns = result.getMetaData().getColumnCount();
          int keys = 0;
          while (!result.getMetaData().getColumnName(keys + 1).equals("person_group")) {
            keys++;
          }
          Tallies tallies = new Tallies();
          String[] key = new String[keys];
          String[] last = new String[keys];
          Tally cell = null;
          while (result.next()) {
            for (int k = 0; k < keys; k++) {
              String part = result.getString(k + 1);
              key[k] = part == null ? "" : part;
            }
            // Lines come sorted, so a cell's lines mostly follow each other.
            if (cell == null || !Arrays.equals(key, last)) {
              cell = tallies.cell(List.of(key));
              System.arraycopy(key, 0, last, 0, keys);
            }
            cell.add(
                result.getInt(keys + 1),
                result.getLong(keys + 2),
                result.getLong(keys + 3),
                columns > keys + 3 ? result.getLong(keys + 4) : 0);
          }
          return tallies;
        });
  }

  /// Runs a script and reads its result as lines of text; null reads as the empty text.
  List<List<String>> lines(SqlScript script) {
    return read(
        script,
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

  private <T> T read(SqlScript script, Reader<T> reader) {
    long started = System.nanoTime();
    List<String> statements = script.statements();
    for (String statement : statements.subList(0, statements.size() - 1)) {
      execute(statement);
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(statements.getLast())) {
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
