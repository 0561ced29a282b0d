package org.jobtrail.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.EducationLevel;
import org.jobtrail.career.Quarter;
import org.jobtrail.provenance.JobtrailException;

/// Which column of a table says what, and how its cells are read.
///
/// JobHop's two releases are recognised by their headers in any order of columns; other tables
/// name their columns on the command line.
final class PanelColumns {
  /// Field to the column names that releases use for it.
  private static final SequencedMap<String, List<String>> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("person", List.of("resume_id", "person_id"));
    NAMES.put("code", List.of("matched_code"));
    NAMES.put("start", List.of("start_date"));
    NAMES.put("end", List.of("end_date"));
    NAMES.put("education", List.of("university_level", "university_studies"));
    NAMES.put("label", List.of("matched_label"));
    NAMES.put("split", List.of("split"));
  }

  private final SortedMap<String, Integer> places;
  private final int width;

  private PanelColumns(SortedMap<String, Integer> places, int width) {
    this.places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    this.width = width;
  }

  /// @param given field to column, from the command line; wins over the releases' names
  /// @throws JobtrailException.Usage if a needed column is missing
  static PanelColumns of(String file, List<String> header, Map<String, String> given) {
    for (String field : new TreeMap<>(given).keySet()) {
      if (!NAMES.containsKey(field)) {
        throw new JobtrailException.Usage(
            "--columns: unknown field \"" + field + "\", known: " + NAMES.keySet());
      }
    }
    SortedMap<String, Integer> places = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    NAMES.forEach(
        (field, names) -> {
          List<String> wanted =
              given.containsKey(field) ? List.of(String.valueOf(given.get(field))) : names;
          int place =
              wanted.stream().mapToInt(header::indexOf).filter(i -> i >= 0).findFirst().orElse(-1);
          if (place >= 0) {
            places.put(field, place);
          } else if (given.containsKey(field)
              || List.of("person", "code", "start", "end").contains(field)) {
            missing.add(field + " (" + String.join(" or ", wanted) + ")");
          }
        });
    if (!missing.isEmpty()) {
      throw new JobtrailException.Usage(
          file
              + ": has no column for "
              + String.join(", ", missing)
              + "; found "
              + String.join(", ", header)
              + "; name the columns with --columns person=...,code=...,start=...,end=...");
    }
    return new PanelColumns(places, header.size());
  }

  /// Why a row can't be read; its reason is the word that the tally counts it under.
  static final class BadRow extends Exception {
    private static final long serialVersionUID = 1;
    private final String reason;

    BadRow(String reason, String detail) {
      super(detail);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }

    String detail() {
      return String.valueOf(getMessage());
    }
  }

  PanelRow row(List<String> cells) throws BadRow {
    if (cells.size() != width) {
      throw new BadRow("wrong-width", "has " + cells.size() + " cells, the header has " + width);
    }
    String person = cell(cells, "person");
    if (person.isEmpty()) {
      throw new BadRow("no-person", "the person's id is empty");
    }
    String code = cell(cells, "code");
    CareerDate start = date(cell(cells, "start"), "start");
    if (start instanceof CareerDate.Ongoing) {
      throw new BadRow("bad-date", "a start can't be ongoing");
    }
    return new PanelRow(
        person,
        code.isEmpty() ? "unknown" : code,
        cell(cells, "label"),
        start,
        date(cell(cells, "end"), "end"),
        education(cell(cells, "education")),
        split(cell(cells, "split")));
  }

  private String cell(List<String> cells, String field) {
    Integer place = places.get(field);
    return place == null ? "" : cells.get(place).strip();
  }

  /// JobHop's `Q1 2000`, or a date as our own files write it; empty is not stated.
  private static CareerDate date(String text, String side) throws BadRow {
    if (text.isEmpty()) {
      return CareerDate.unknown();
    }
    try {
      if (text.startsWith("Q")) {
        Quarter quarter = Quarter.parseJobHop(text);
        return CareerDate.ofQuarter(quarter.year(), quarter.quarter());
      }
      return CareerDate.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadRow("bad-date", side + ": " + e.getMessage());
    }
  }

  /// A flag says no more than Bachelor or not.
  private static EducationLevel education(String text) throws BadRow {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "0", "0.0", "false", "no" -> EducationLevel.NONE;
      case "1", "1.0", "true", "yes" -> EducationLevel.BACHELOR;
      default -> {
        try {
          yield EducationLevel.ofLabel(text);
        } catch (IllegalArgumentException e) {
          throw new BadRow("bad-education", String.valueOf(e.getMessage()));
        }
      }
    };
  }

  private static String split(String text) throws BadRow {
    return switch (text) {
      case "", "train", "valid", "test" -> text;
      case "validation", "val", "dev" -> "valid";
      default ->
          throw new BadRow("bad-split", "a split is train, valid or test, found \"" + text + '"');
    };
  }
}
