package org.jobtrail.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files that a part of a run is made of; those with columns are read by DuckDB.
///
/// Columns are `name TYPE`. The rows are tab-separated without a header; a null is the character
/// U+0001, which no value holds because {@link TsvRow} turns control characters into spaces.
public enum Table {
  DOCUMENTS(
      "documents.tsv",
      "document_id VARCHAR",
      "person_id VARCHAR",
      "origin VARCHAR",
      "kind VARCHAR",
      "sha256 VARCHAR",
      "bytes BIGINT",
      "pages INTEGER",
      "characters INTEGER",
      "language VARCHAR",
      "document_date VARCHAR",
      "document_date_status VARCHAR",
      "hidden_pieces INTEGER",
      "hidden_reasons VARCHAR",
      "experiences INTEGER",
      "education_entries INTEGER",
      "education_level VARCHAR",
      "values_not_in_text INTEGER",
      "values_personal INTEGER",
      "descriptions_redacted INTEGER",
      "extraction_path VARCHAR",
      "suspicious BOOLEAN",
      "model_calls INTEGER",
      "prompt_tokens BIGINT",
      "completion_tokens BIGINT",
      "cost DECIMAL(18, 9)",
      "claims_set_aside VARCHAR",
      "replies VARCHAR"),
  EXPERIENCES("experiences.tsv", experienceColumns()),
  STATED(
      "stated.tsv",
      "person_id VARCHAR",
      "document_number BIGINT",
      "document_id VARCHAR",
      "experience INTEGER",
      "title VARCHAR",
      "code VARCHAR",
      "label VARCHAR",
      "isco_group VARCHAR",
      "taxonomy VARCHAR",
      "start_date VARCHAR",
      "start_precision VARCHAR",
      "start_status VARCHAR",
      "start_quarter INTEGER",
      "end_date VARCHAR",
      "end_precision VARCHAR",
      "end_status VARCHAR",
      "end_quarter INTEGER",
      "end_is_impossible BOOLEAN",
      "observed_until INTEGER",
      "education_level VARCHAR",
      "given_split VARCHAR"),
  EDUCATION(
      "education.tsv",
      "document_id VARCHAR",
      "person_id VARCHAR",
      "entry INTEGER",
      "programme VARCHAR",
      "institution VARCHAR",
      "level VARCHAR",
      "start_date VARCHAR",
      "start_precision VARCHAR",
      "start_status VARCHAR",
      "end_date VARCHAR",
      "end_precision VARCHAR",
      "end_status VARCHAR",
      "confidence DOUBLE",
      "programme_span_start INTEGER",
      "programme_span_end INTEGER",
      "programme_page INTEGER",
      "institution_span_start INTEGER",
      "institution_span_end INTEGER",
      "institution_page INTEGER"),
  QUARANTINE(
      "quarantine.tsv",
      "document_id VARCHAR",
      "origin VARCHAR",
      "kind VARCHAR",
      "sha256 VARCHAR",
      "bytes BIGINT",
      "reason VARCHAR",
      "detail VARCHAR"),
  LINES("experiences.jsonl"),
  TEXT("text.jsonl.gz");

  /// What stands for a null in the rows.
  static final char NULL = '\u0001';

  private final String file;
  private final String columns;

  Table(String file, String... columns) {
    this.file = file;
    this.columns = String.join(";", columns);
  }

  /// The file's name inside a part.
  public String file() {
    return file;
  }

  int width() {
    return columns.split(";").length;
  }

  /// The `FROM` clause that reads this table's rows from files.
  String from(List<java.nio.file.Path> files) {
    String paths = files.stream().map(DuckDb::quoted).collect(Collectors.joining(", ", "[", "]"));
    String types =
        Stream.of(columns.split(";"))
            .map(column -> column.split(" ", 2))
            .map(column -> "'" + column[0] + "': '" + column[1] + "'")
            .collect(Collectors.joining(", ", "{", "}"));
    return "read_csv("
        + paths
        + ", delim = '\\t', header = false, quote = '', escape = '', nullstr = chr(1),"
        + " auto_detect = false, max_line_size = 16777216, columns = "
        + types
        + ")";
  }

  private static String[] experienceColumns() {
    List<String> columns = new ArrayList<>();
    columns.add("document_id VARCHAR");
    columns.add("person_id VARCHAR");
    columns.add("experience INTEGER");
    for (String name : List.of("language", "title", "employer", "place", "description")) {
      columns.add(name + " VARCHAR");
    }
    for (String side : List.of("start", "end")) {
      columns.add(side + "_date VARCHAR");
      columns.add(side + "_precision VARCHAR");
      columns.add(side + "_status VARCHAR");
    }
    for (String name : List.of("code", "uri", "label", "isco_group", "taxonomy")) {
      columns.add(name + " VARCHAR");
    }
    columns.add("score DOUBLE");
    columns.add("probability DOUBLE");
    columns.add("method VARCHAR");
    columns.add("confidence DOUBLE");
    columns.add("candidates VARCHAR");
    for (String value : DocumentRows.EVIDENCE) {
      columns.add(value + "_span_start INTEGER");
      columns.add(value + "_span_end INTEGER");
      columns.add(value + "_page INTEGER");
    }
    return columns.toArray(String[]::new);
  }
}
