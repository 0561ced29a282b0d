package org.jobtrail.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jobtrail.career.Language;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.normalise.TitleKey;
import org.jobtrail.normalise.rules.Rules;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.provenance.RowFates;

/// The titles of a source, the most doubtful first.
///
/// Titles of one {@link TitleKey} are one item. The database groups and sorts them, so that a
/// million different ones fit.
final class ReviewQueue {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DuckDb db;
  private final Path work;
  private final Optional<Rules> rules;
  private final long atLeast;

  /// @param db holds `occurrences` as {@link ReviewSource} says
  /// @param work a folder for files that are needed meanwhile
  /// @param rules titles with a rule are left out; without rules, those that one answered
  /// @param atLeast titles of fewer people are left out
  ReviewQueue(DuckDb db, Path work, Optional<Rules> rules, long atLeast) {
    this.db = db;
    this.work = work;
    this.rules = rules;
    this.atLeast = atLeast;
  }

  /// Gives the first items, and counts the titles and their occurrences by where they went.
  RowFates items(long most, Consumer<ReviewItem> each) throws IOException {
    group();
    db.run(
        "CREATE TABLE fated AS SELECT *, CASE WHEN state <> '' THEN state WHEN people < "
            + atLeast
            + " THEN 'below_at_least' ELSE 'asked' END AS fate FROM grouped");
    db.run(
        "CREATE TABLE wanted AS SELECT * FROM (SELECT *, row_number() OVER (ORDER BY doubt DESC,"
            + " frequency DESC, title, language) AS place FROM fated WHERE fate = 'asked') WHERE"
            + " place <= "
            + most);
    details();
    RowFates rows = fates();
    read(each);
    return rows;
  }

  private void group() throws IOException {
    db.run(
        """
        CREATE TABLE titles AS SELECT row_number() OVER (ORDER BY title, language) AS id, *
        FROM (SELECT DISTINCT title, language FROM occurrences)""");
    Path keys = work.resolve("keys.tsv");
    try (BufferedWriter out = NamedOutput.writer(keys)) {
      db.rows(
          "SELECT id, title, language FROM titles ORDER BY id",
          row -> {
            try {
              out.write(row.number(1) + "\t" + keyed(text(row, 2), text(row, 3)) + '\n');
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    db.run(
        "CREATE TABLE keyed AS SELECT t.title, t.language, k.key, k.state FROM titles t JOIN"
            + " read_csv("
            + DuckDb.quoted(keys)
            + ", delim = '\\t', header = false, quote = '', escape = '', auto_detect = false,"
            + " columns = {'id': 'BIGINT', 'key': 'VARCHAR', 'state': 'VARCHAR'}) k USING (id)");
    db.run(
        """
        CREATE TABLE grouped AS
        SELECT k.key, min(k.title) AS title, any_value(k.language) AS language,
          CASE WHEN min(k.state) = 'word' THEN 'without_a_word'
            WHEN min(k.state) = 'ruled' OR (min(k.state) = 'open' AND bool_or(o.ruled))
            THEN 'ruled' ELSE '' END AS state,
          count(*) AS frequency, count(DISTINCT o.person_id) AS people,
          round(sum(CASE WHEN o.code = 'unknown' OR o.probability IS NULL THEN 1
            ELSE 1 - o.probability END), 6) AS doubt
        FROM occurrences o JOIN keyed k ON o.title = k.title AND o.language = k.language
        GROUP BY k.key""");
  }

  private static String text(DuckDb.Row row, int column) {
    return Objects.requireNonNull(row.text(column));
  }

  /// The title's key, and `word` when it has none, `ruled` or `free` as the given rules say, `open`
  /// when none were given.
  private String keyed(String title, String language) {
    Optional<TitleKey> key = TitleKey.of(title, new Language(language));
    if (key.isEmpty()) {
      return "-\tword";
    }
    return key.get().id()
        + '\t'
        + rules.map(r -> r.of(key.get()).isPresent() ? "ruled" : "free").orElse("open");
  }

  private void details() {
    db.run(
        """
        CREATE TABLE hits AS
        SELECT w.key, o.title, o.person_id, o.uri, o.code, o.label, o.probability, o.ordinal
        FROM occurrences o JOIN keyed k ON o.title = k.title AND o.language = k.language
        JOIN wanted w ON w.key = k.key""");
    db.run(
        """
        CREATE TABLE spelt AS SELECT key,
          first(title ORDER BY place) FILTER (place = 1) AS title,
          first(people ORDER BY place) FILTER (place = 1) AS people,
          CAST(to_json(list(title ORDER BY place) FILTER (place BETWEEN 2 AND 4 AND people >= $K))
            AS VARCHAR) AS others
        FROM (SELECT key, title, count(DISTINCT person_id) AS people,
            row_number() OVER (PARTITION BY key ORDER BY count(*) DESC, title) AS place
          FROM hits GROUP BY key, title) GROUP BY key"""
            .replace("$K", String.valueOf(atLeast)));
    db.run(
        """
        CREATE TABLE stood AS SELECT * FROM (
          SELECT key, uri, code, label, avg(probability) AS probability,
            min(ordinal) AS ordinal,
            row_number() OVER (PARTITION BY key ORDER BY count(*) DESC, code, uri, label) AS place
          FROM hits GROUP BY key, uri, code, label) WHERE place = 1""");
  }

  private RowFates fates() {
    RowFates.Builder rows = RowFates.builder();
    rows.add("titles", 0).add("occurrences", 0);
    for (String fate :
        List.of("exported", "beyond_most", "below_at_least", "ruled", "without_a_word")) {
      rows.add("titles_by_fate." + fate, 0).add("occurrences_by_fate." + fate, 0);
    }
    db.rows(
        """
        SELECT CASE WHEN w.key IS NOT NULL THEN 'exported' WHEN f.fate = 'asked' THEN 'beyond_most'
          ELSE f.fate END AS fate, count(*), CAST(sum(f.frequency) AS BIGINT)
        FROM fated f LEFT JOIN wanted w USING (key) GROUP BY ALL ORDER BY ALL""",
        row -> {
          rows.add("titles", row.number(2)).add("occurrences", row.number(3));
          rows.add("titles_by_fate." + row.text(1), row.number(2));
          rows.add("occurrences_by_fate." + row.text(1), row.number(3));
        });
    return rows.sum("titles", "titles_by_fate").sum("occurrences", "occurrences_by_fate").build();
  }

  private void read(Consumer<ReviewItem> each) {
    db.rows(
        """
        SELECT w.key, s.title, w.language, w.frequency, w.people, w.doubt, t.uri, t.code, t.label,
          t.probability, o.candidates, s.others, s.people
        FROM wanted w JOIN spelt s USING (key) JOIN stood t USING (key)
        JOIN occurrences o ON o.ordinal = t.ordinal ORDER BY w.place""",
        row -> each.accept(item(row)));
  }

  private ReviewItem item(DuckDb.Row row) {
    String uri = row.text(7);
    String probability = row.text(10);
    String language = text(row, 3);
    String title = text(row, 2);
    return new ReviewItem(
        text(row, 1),
        row.number(13) < atLeast ? words(title, language) : title,
        language,
        row.number(4),
        row.number(5),
        Double.parseDouble(text(row, 6)),
        uri == null
            ? List.of()
            : List.of(new ReviewItem.Candidate(uri, text(row, 8), String.valueOf(row.text(9)))),
        probability == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(probability)),
        candidates(json(row.text(11))),
        spellings(json(row.text(12))));
  }

  /// A spelling that too few people use could tell who they are; the words that all share don't.
  private static String words(String title, String language) {
    return TitleKey.of(title, new Language(language)).orElseThrow().words();
  }

  private static List<ReviewItem.Candidate> candidates(JsonNode list) {
    List<ReviewItem.Candidate> candidates = new ArrayList<>();
    for (JsonNode candidate : list) {
      if (candidates.size() < Columns.CANDIDATES) {
        candidates.add(
            new ReviewItem.Candidate(
                candidate.path("uri").asText(),
                candidate.path("code").asText(),
                candidate.path("label").asText()));
      }
    }
    return candidates;
  }

  private static List<String> spellings(JsonNode list) {
    List<String> spellings = new ArrayList<>();
    list.forEach(spelling -> spellings.add(spelling.asText()));
    return spellings;
  }

  private static JsonNode json(@org.jspecify.annotations.Nullable String text) {
    try {
      return JSON.readTree(text == null ? "[]" : text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database wrote no JSON: " + text, e);
    }
  }
}
