package org.jobtrail.analyse;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/// DuckDB in memory, with the settings as SQL variables; it spills to a folder when memory is
/// short.
final class AnalysisDatabase implements AutoCloseable {
  private static final List<UnaryOperator<List<String>>> AS_THEY_ARE =
      List.of(UnaryOperator.identity());

  private final Connection connection;

  /// One at a time, in the order asked for; the caller may do something else meanwhile.
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("analyses").factory());

  private final Map<String, Future<List<Tallies>>> early = new ConcurrentHashMap<>();
  private volatile Census census = new Census(0);
  private final Map<String, Long> nanos = new ConcurrentSkipListMap<>();

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
    return tallies(name, AS_THEY_ARE).getFirst();
  }

  /// Starts on tallies that will be asked for once each; their scripts run in this order.
  void ahead(String... names) {
    for (String name : names) {
      ahead(name, AS_THEY_ARE);
    }
  }

  void ahead(String name, List<UnaryOperator<List<String>>> keys) {
    early.put(name, reader.submit(() -> tally(name, keys)));
  }

  /// The same cells joined by coarser keys, one result per key; an empty key leaves a cell out.
  List<Tallies> tallies(String name, List<UnaryOperator<List<String>>> keys) {
    Future<List<Tallies>> known = early.remove(name);
    return result(known == null ? reader.submit(() -> tally(name, keys)) : known);
  }

  private List<Tallies> tally(String name, List<UnaryOperator<List<String>>> keys) {
    return read(
        SqlScript.load(name),
        _ -> "SELECT * EXCLUDE (person), list(person) FROM cells GROUP BY ALL",
        result -> {
          List<Gathered> cells = gathered(result);
          return keys.stream().map(key -> joined(cells, key)).toList();
        });
  }

  /// A cell of the view with a person per thing counted.
  private static final class Gathered {
    final List<String> key;
    final int[] persons;

    Gathered(List<String> key, int[] persons) {
      this.key = List.copyOf(key);
      this.persons = persons;
    }
  }

  private static List<Gathered> gathered(ResultSet result) throws SQLException {
    int keys = result.getMetaData().getColumnCount() - 1;
    List<Gathered> cells = new ArrayList<>();
    while (result.next()) {
      List<String> key = new ArrayList<>(keys);
      for (int k = 1; k <= keys; k++) {
        String part = result.getString(k);
        key.add(part == null ? "" : part);
      }
      Object[] boxed = (Object[]) result.getArray(keys + 1).getArray();
      int[] persons = new int[boxed.length];
      Arrays.setAll(persons, i -> (Integer) boxed[i]);
      cells.add(new Gathered(key, persons));
    }
    return cells;
  }

  private Tallies joined(List<Gathered> cells, UnaryOperator<List<String>> key) {
    Map<String, List<String>> names = new HashMap<>();
    Map<String, List<int[]>> parts = new HashMap<>();
    for (Gathered cell : cells) {
      List<String> own = key.apply(cell.key);
      if (!own.isEmpty()) {
        String name = Tallies.name(own);
        names.putIfAbsent(name, own);
        parts.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(cell.persons);
      }
    }
    Map<String, Tally> tallies = HashMap.newHashMap(parts.size());
    parts.forEach(
        (name, persons) ->
            tallies.put(name, census.tally(names.getOrDefault(name, List.of()), persons)));
    return Tallies.sorted(tallies);
  }

  /// Tells how many people there are, before the first tallies are read.
  void people(int people) {
    census = new Census(people);
  }

  /// Runs a script and reads its result as lines of text; null reads as the empty text.
  List<List<String>> lines(SqlScript script) {
    return result(reader.submit(() -> readLines(script)));
  }

  private List<List<String>> readLines(SqlScript script) {
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

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalStateException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading the dataset", e);
    }
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
    reader.shutdownNow();
    reader.close();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
