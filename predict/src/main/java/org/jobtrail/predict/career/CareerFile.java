package org.jobtrail.predict.career;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jobtrail.dataset.CsvRows;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.provenance.JobtrailException;

/// Careers in a file: JSON Lines, one career a line, or CSV, one record a row.
///
/// What can't be asked is set aside with a reason that names the line; the rest is asked.
///
/// @param careers in the order of the file
/// @param aside one line each: file, line, why
public record CareerFile(List<AskedCareer> careers, List<String> aside) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public CareerFile {
    careers = List.copyOf(careers);
    aside = List.copyOf(aside);
  }

  /// @param file ends in `.csv`, or in `.jsonl` or `.ndjson`
  /// @param period to ask for where the file says none; the one after the last without it
  /// @throws JobtrailException.Usage for another ending, or a CSV file without its columns
  public static CareerFile read(Path file, PanelSchema schema, Optional<Integer> period)
      throws IOException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".csv") && !name.endsWith(".jsonl") && !name.endsWith(".ndjson")) {
      throw new JobtrailException.Usage(file + ": careers come in .csv or .jsonl");
    }
    if (Files.size(file) == 0) {
      throw new JobtrailException.Usage(file + ": is empty; it must hold a career or more");
    }
    Reader reader = new Reader(file, schema, period);
    return name.endsWith(".csv") ? reader.csv() : reader.lines();
  }

  private static final class Reader {
    private final Path file;
    private final PanelSchema schema;
    private static final String TITLE = "title";
    private static final List<String> KEYS = List.of("person", "covariates", "period", "records");
    private static final List<String> KEYS_OF_RECORD =
        List.of("period", "outcome", TITLE, "covariates");

    private final Optional<Integer> period;
    private final List<AskedCareer> careers = new ArrayList<>();
    private final List<String> aside = new ArrayList<>();

    Reader(Path file, PanelSchema schema, Optional<Integer> period) {
      this.file = file;
      this.schema = schema;
      this.period = period;
    }

    CareerFile lines() throws IOException {
      int number = 0;
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        try {
          JsonNode json = JSON.readTree(line);
          List<AskedCareer.Past> past = new ArrayList<>();
          refuseUnless(json.isObject(), "is no JSON object");
          JsonNode records = json.path("records");
          refuseUnless(
              records.isArray() || records.isMissingNode(), "records must be a list, [] for none");
          refuseUnknown(json, KEYS);
          for (JsonNode record : records) {
            refuseUnknown(record, KEYS_OF_RECORD);
            past.add(
                new AskedCareer.Past(
                    AskedCareer.period(schema, record.path("period").asText()),
                    record.path("outcome").asText(),
                    levels(record.path("covariates"))));
          }
          Optional<Integer> own =
              json.hasNonNull("period")
                  ? Optional.of(AskedCareer.period(schema, json.path("period").asText()))
                  : period;
          careers.add(
              AskedCareer.of(
                  schema,
                  json.path("person").asText("line " + number),
                  past,
                  levels(json.path("covariates")),
                  own));
        } catch (JsonProcessingException e) {
          aside.add(file + ":" + number + ": is not JSON");
        } catch (IllegalArgumentException e) {
          aside.add(file + ":" + number + ": " + e.getMessage());
        }
      }
      return new CareerFile(careers, aside);
    }

    private boolean isCovariate(String name) {
      return Stream.of(schema.fixed(), schema.varying())
          .flatMap(List::stream)
          .anyMatch(covariate -> covariate.name().equals(name));
    }

    private static void refuseUnknown(JsonNode json, List<String> known) {
      json.fieldNames()
          .forEachRemaining(
              name ->
                  refuseUnless(
                      known.contains(name),
                      "\"" + name + "\" means nothing, known: " + String.join(", ", known)));
    }

    private static void refuseUnless(boolean holds, String why) {
      if (!holds) {
        throw new IllegalArgumentException(why);
      }
    }

    private static Map<String, String> levels(JsonNode node) {
      refuseUnless(
          node.isObject() || node.isMissingNode() || node.isNull(),
          "covariates must be an object of names and levels");
      Map<String, String> levels = new LinkedHashMap<>();
      node.properties().forEach(e -> levels.put(e.getKey(), e.getValue().asText()));
      return levels;
    }

    /// Rows of one person, and the line on which the first of them stands.
    private static final class Rows {
      final int line;
      final List<AskedCareer.Past> past = new ArrayList<>();
      String trouble = "";

      Rows(int line) {
        this.line = line;
      }
    }

    CareerFile csv() throws IOException {
      SequencedMap<String, Rows> people = new LinkedHashMap<>();
      try (BufferedReader in = Files.newBufferedReader(file)) {
        CsvRows rows = new CsvRows(in, ',');
        List<String> header = rows.next().stream().map(String::strip).toList();
        for (String column : List.of("person", "period", "outcome")) {
          if (!header.contains(column)) {
            throw new JobtrailException.Usage(
                file + ": has no column " + column + "; found " + String.join(", ", header));
          }
        }
        for (List<String> row = rows.next(); !row.isEmpty(); row = rows.next()) {
          take(people, header, row, rows.line());
        }
      }
      people.forEach(
          (id, rows) -> {
            try {
              if (!rows.trouble.isEmpty()) {
                throw new IllegalArgumentException(rows.trouble);
              }
              careers.add(AskedCareer.of(schema, id, rows.past, Map.of(), period));
            } catch (IllegalArgumentException e) {
              aside.add(
                  rows.trouble.isEmpty()
                      ? file + ":" + rows.line + ": person " + id + ": " + e.getMessage()
                      : rows.trouble);
            }
          });
      return new CareerFile(careers, aside);
    }

    private void take(
        SequencedMap<String, Rows> people, List<String> header, List<String> row, int line) {
      if (row.size() != header.size()) {
        aside.add(
            file + ":" + line + ": " + row.size() + " cells, the header has " + header.size());
        return;
      }
      Map<String, String> cells = new LinkedHashMap<>();
      for (int c = 0; c < row.size(); c++) {
        cells.put(header.get(c), row.get(c).strip());
      }
      String id = String.valueOf(cells.remove("person"));
      Rows rows = people.computeIfAbsent(id, _ -> new Rows(line));
      try {
        int when = AskedCareer.period(schema, String.valueOf(cells.remove("period")));
        String outcome = String.valueOf(cells.remove("outcome"));
        AskedCareer.outcome(schema, outcome);
        if (!isCovariate(TITLE)) {
          // As `text parse` writes it, beside the code.
          cells.remove(TITLE);
        }
        rows.past.add(new AskedCareer.Past(when, outcome, cells));
      } catch (IllegalArgumentException e) {
        if (rows.trouble.isEmpty()) {
          // A history with a hole would be another history.
          rows.trouble = file + ":" + line + ": person " + id + " is set aside: " + e.getMessage();
        }
      }
    }
  }
}
