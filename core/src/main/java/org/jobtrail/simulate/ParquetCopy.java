package org.jobtrail.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// Turns a CSV file into Parquet, row order and bytes the same every time.
final class ParquetCopy {
  private ParquetCopy() {}

  /// @param columns DuckDB's struct of names and types: `{'person_id': 'VARCHAR', ...}`
  /// @param csv deleted afterwards
  static void copy(Path csv, String columns, Path parquet) throws IOException {
    // One thread: the cut into row groups, and with it the bytes, would depend on their number.
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      statement.execute("SET memory_limit = '500MB'");
      statement.execute(
          "COPY (SELECT * FROM read_csv('"
              + quoted(csv)
              + "', header = true, delim = ',', quote = '\"', nullstr = '', columns = "
              + columns
              + ")) TO '"
              + quoted(parquet)
              + "' (FORMAT parquet, COMPRESSION zstd)");
    } catch (SQLException e) {
      throw new IOException(parquet + ": " + e.getMessage(), e);
    }
    Files.delete(csv);
  }

  private static String quoted(Path file) {
    return file.toString().replace("'", "''");
  }
}
