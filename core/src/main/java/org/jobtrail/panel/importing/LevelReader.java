package org.jobtrail.panel.importing;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jobtrail.provenance.JobtrailException;

/// Turns the cells of one column into the numbers of levels, 0 for missing.
final class LevelReader {
  /// Stands for a cell that should have been a number.
  static final int NO_NUMBER = -1;

  private final Path file;
  private final String name;
  private final String column;
  private final Mapping.Reading reading;
  private final PanelBuilder.Levels levels;
  private final Map<String, Integer> known = new HashMap<>();

  LevelReader(
      Path file, String name, String column, Mapping.Reading reading, PanelBuilder.Levels levels) {
    this.file = file;
    this.name = name;
    this.column = column;
    this.reading = reading;
    this.levels = levels;
  }

  /// @throws JobtrailException.Usage for a level that the mapping doesn't list
  int number(String cell, int line) {
    Integer number = known.get(cell);
    if (number == null) {
      number = read(cell, line);
      known.put(cell, number);
    }
    return number;
  }

  private int read(String cell, int line) {
    if (reading.missing().contains(cell)) {
      return 0;
    }
    if (!reading.bands().isEmpty()) {
      double value = Cells.number(cell);
      if (Double.isNaN(value)) {
        return NO_NUMBER;
      }
      return reading.bands().stream()
          .filter(band -> value <= band.to())
          .findFirst()
          .map(band -> levels.number(band.level()))
          .orElse(0);
    }
    String level = reading.rename().getOrDefault(cell, cell);
    List<String> listed = reading.levels();
    if (!listed.isEmpty() && !listed.contains(level)) {
      throw new JobtrailException.Usage(
          file
              + ":"
              + line
              + ": "
              + column
              + " is \""
              + cell
              + "\", which is no level of "
              + name
              + " (the mapping lists "
              + String.join(", ", listed)
              + "); add it under levels, rename or missing");
    }
    return levels.number(level);
  }
}
