package org.jobtrail.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// An in-memory database for one job, set up so that a query's rows always come in one order.
///
/// One thread: with several, the row groups of a Parquet file may be cut differently from one run
/// to the next.
public final class DuckDb implements AutoCloseable {
  private final Connection connection;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  /// @param spill a folder for what doesn't fit into memory; may not exist yet
  public static DuckDb open(Path spill) {
    try {
      DuckDb db = new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
      db.run("SET threads = 1");
      db.run("SET preserve_insertion_order = true");
      db.run("SET memory_limit = '1000MB'");
      db.run("SET temp_directory = " + quoted(spill));
      db.run("SET TimeZone = 'UTC'");
      return db;
    } catch (SQLException e) {
      throw failure("opening a database", e);
    }
  }

  /// Loads the database's native library on a thread of its own, which takes most of a second,
  /// while the caller does something else.
  public static void loadAhead() {
    Thread.ofPlatform()
        .daemon()
        .name("jobtrail-duckdb")
        .start(
            () -> {
              try {
                DriverManager.getConnection("jdbc:duckdb:").close();
              } catch (SQLException | LinkageError e) {
                // Whoever opens it in earnest meets the same trouble and says so.
              }
            });
  }

  public void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure(sql, e);
    }
  }

  /// Runs the statements of a resource beside the class, `$name` replaced by its value.
  public void script(Class<?> beside, String resource, Map<String, String> values) {
    String sql = read(beside, resource);
    for (Map.Entry<String, String> value : values.entrySet()) {
      sql = sql.replace('$' + value.getKey(), value.getValue());
    }
    run(sql);
  }

  /// Writes a query's rows as Parquet.
  public void copy(String query, Path file) {
    run(
        "COPY ("
            + query
            + ") TO "
            + quoted(file)
            + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)");
  }

  /// The single number that the query gives.
  public long number(String query) {
    long[] number = new long[1];
    rows(query, row -> number[0] = ((Number) row.value(1)).longValue());
    return number[0];
  }

  /// A row of a result; columns count from 1.
  public static final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
      this.result = result;
    }

    Object value(int column) {
      try {
        return result.getObject(column);
      } catch (SQLException e) {
        throw failure("reading a row", e);
      }
    }

    public @Nullable String text(int column) {
      try {
        return result.getString(column);
      } catch (SQLException e) {
        throw failure("reading a row", e);
      }
    }

    /// A number of type INTEGER, without a detour over objects; 0 for null.
    public int integer(int column) {
      try {
        return result.getInt(column);
      } catch (SQLException e) {
        throw failure("reading a row", e);
      }
    }

    /// A number of type DOUBLE; NaN for null.
    public double real(int column) {
      try {
        double value = result.getDouble(column);
        return value == 0 && result.wasNull() ? Double.NaN : value;
      } catch (SQLException e) {
        throw failure("reading a row", e);
      }
    }

    public long number(int column) {
      try {
        return result.getLong(column);
      } catch (SQLException e) {
        throw failure("reading a row", e);
      }
    }
  }

  public void rows(String query, Consumer<Row> each) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      Row row = new Row(result);
      while (result.next()) {
        each.accept(row);
      }
    } catch (SQLException e) {
      throw failure(query, e);
    }
  }

  /// Takes rows into a table, the fast way.
  public static final class Appending {
    private final DuckDBAppender appender;

    private Appending(DuckDBAppender appender) {
      this.appender = appender;
    }

    public Appending begin() {
      return step(DuckDBAppender::beginRow);
    }

    /// @param text null stays null
    public Appending text(@Nullable String text) {
      return step(a -> text == null ? a.appendNull() : a.append(text));
    }

    public Appending integer(int number) {
      return step(a -> a.append(number));
    }

    /// @param number NaN becomes null
    public Appending real(double number) {
      return step(a -> Double.isNaN(number) ? a.appendNull() : a.append(number));
    }

    public void end() {
      step(DuckDBAppender::endRow);
    }

    private interface Step {
      DuckDBAppender of(DuckDBAppender appender) throws SQLException;
    }

    private Appending step(Step step) {
      try {
        step.of(appender);
        return this;
      } catch (SQLException e) {
        throw failure("appending a row", e);
      }
    }
  }

  /// Appends rows to a table of the database.
  public void append(String table, Consumer<Appending> rows) {
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender(table)) {
      rows.accept(new Appending(appender));
    } catch (SQLException e) {
      throw failure("appending to " + table, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure("closing a database", e);
    }
  }

  /// A name as an SQL identifier.
  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /// A text as an SQL string literal.
  public static String quoted(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  public static String quoted(Path path) {
    return quoted(path.toString());
  }

  private static String read(Class<?> beside, String resource) {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource + " beside " + beside.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A database's trouble with files is the caller's to mend; anything else is a bug.
  private static RuntimeException failure(String doing, SQLException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("IO Error")
        || message.contains("Permission")
        || message.contains("space")) {
      return new UncheckedIOException(new IOException(message, e));
    }
    String what = doing.strip().lines().findFirst().orElse("");
    return new IllegalStateException(
        (what.length() > 120 ? what.substring(0, 120) : what) + ": " + message, e);
  }
}
