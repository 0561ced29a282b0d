package org.jobtrail.normalise.rules;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.rules.Rules.Version;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.OccupationCode;
import org.jobtrail.taxonomy.Taxonomy;

/// Rules as tab-separated text: `jobtrail-rules, format, taxonomy, fingerprint`; then for each
/// version a line `version, number, date, rules`, followed by its rules, each a line that begins
/// with an empty cell: `number, language, title, codes, decision, coder, made, comment`.
///
/// `decision` is what counts, `codes` says the same to people.
final class RulesText {
  static final String MAGIC = "jobtrail-rules";
  static final String FORMAT = "1";
  private static final int CELLS = 9;

  private final Path file;
  private final Taxonomy taxonomy;
  private final List<Version> versions = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private int line;

  private RulesText(Path file, Taxonomy taxonomy) {
    this.file = file;
    this.taxonomy = taxonomy;
  }

  static String write(Rules rules) {
    StringBuilder out = new StringBuilder();
    Taxonomy taxonomy = rules.taxonomy();
    line(out, MAGIC, FORMAT, taxonomy.name(), Rules.fingerprint(taxonomy));
    int next = 0;
    for (Version version : rules.versions()) {
      line(out, "version", number(version.number()), version.date(), number(version.rules()));
      for (Rule rule : rules.all().subList(next, next + version.rules())) {
        line(
            out,
            "",
            number(rule.number()),
            rule.language().code(),
            cell(rule.title()),
            rule.decision().codes(),
            rule.decision().text(),
            cell(rule.coder()),
            rule.made().word(),
            cell(rule.comment()));
      }
      next += version.rules();
    }
    return out.toString();
  }

  private static String number(int number) {
    return String.valueOf(number);
  }

  private static void line(StringBuilder out, String... cells) {
    out.append(String.join("\t", cells)).append('\n');
  }

  /// A cell of a tab-separated file: control characters are spaces.
  static String cell(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
  }

  static Rules read(Path file, Taxonomy taxonomy) throws IOException {
    byte[] bytes;
    if (Files.isDirectory(file)) {
      throw new JobtrailException.Usage(file + ": is a folder; --rules names a file");
    }
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new JobtrailException.Usage(
          file + ": no such file; `jobtrail review import` makes rules", e);
    }
    RulesText reader = new RulesText(file, taxonomy);
    try {
      reader.all(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new JobtrailException.Usage(
          file + ": not UTF-8 any more; take the file from a copy, and edit it as UTF-8", e);
    }
    return new Rules(
        taxonomy,
        String.valueOf(file.getFileName()),
        reader.versions,
        reader.rules,
        Optional.of(Sha256.of(bytes)));
  }

  private void all(String text) {
    List<String> lines = text.lines().toList();
    line = 1;
    head(lines.isEmpty() ? "" : lines.getFirst());
    int left = 0;
    for (String content : lines.subList(1, lines.size())) {
      line++;
      String[] cells = content.split("\t", -1);
      if (content.isEmpty()) {
        continue;
      }
      if (cells[0].equals("version") && cells.length == 4 && left == 0) {
        int number = count(cells[1]);
        if (number != versions.size() + 1) {
          throw bad("version " + number + " follows version " + versions.size());
        }
        left = count(cells[3]);
        versions.add(new Version(number, cells[2], left));
      } else if (cells[0].isEmpty() && cells.length == CELLS && left > 0) {
        rules.add(rule(cells));
        left--;
      } else {
        throw bad(
            left > 0
                ? "a rule has " + CELLS + " cells, the first empty; found " + cells.length
                : "a version has 4 cells (version, number, date, rules) before its rules");
      }
    }
    if (left > 0) {
      throw bad("the file ends " + left + " rules too early");
    }
  }

  private void head(String first) {
    String[] cells = first.split("\t", -1);
    if (cells.length != 4 || !cells[0].equals(MAGIC)) {
      throw new JobtrailException.Usage(
          file + ":1: no rules; `jobtrail review import` makes them from review sheets");
    }
    if (!cells[1].equals(FORMAT)) {
      throw new JobtrailException.Usage(
          file + ":1: rules of format " + cells[1] + ", this Jobtrail reads format " + FORMAT);
    }
    String fingerprint = Rules.fingerprint(taxonomy);
    if (!cells[2].equals(taxonomy.name()) || !cells[3].equals(fingerprint)) {
      String same = cells[2].equals(taxonomy.name()) ? " with other codes" : "";
      throw new JobtrailException.Usage(
          "%s: made with %s%s, this taxonomy is %s; recode the rules with `jobtrail review recode %s --taxonomy NEW --rules NEW-RULES.tsv`"
              .formatted(file, cells[2], same, taxonomy.name(), file));
    }
  }

  private Rule rule(String[] cells) {
    int number = count(cells[1]);
    if (number != rules.size() + 1) {
      throw bad("rule " + number + " follows rule " + rules.size());
    }
    try {
      return new Rule(
          number,
          versions.getLast().number(),
          new Language(cells[2]),
          cells[3],
          decision(cells[5]),
          cells[6],
          made(cells[7]),
          cells[8]);
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  private Decision decision(String text) {
    if (text.equals(Decision.UNKNOWN)) {
      return new Decision.Unknown();
    }
    if (text.equals(Decision.WITHDRAWN)) {
      return new Decision.Withdrawn();
    }
    List<OccupationCode> codes = new ArrayList<>();
    for (String uri : text.split("\\|", -1)) {
      codes.add(
          taxonomy
              .byUri(uri)
              .map(Concept::occupation)
              .orElseThrow(() -> bad(taxonomy.name() + " has no \"" + uri + '"')));
    }
    return new Decision.Occupations(codes);
  }

  private Rule.Made made(String word) {
    for (Rule.Made made : Rule.Made.values()) {
      if (made.word().equals(word)) {
        return made;
      }
    }
    throw bad("a rule was coded, agreed, settled or recoded, found \"" + word + '"');
  }

  private int count(String cell) {
    if (!cell.matches("[1-9]\\d{0,8}")) {
      throw bad("wants a number from 1, found \"" + cell + '"');
    }
    return Integer.parseInt(cell);
  }

  private JobtrailException.Usage bad(String why) {
    return new JobtrailException.Usage(
        file + ":" + line + ": " + why + "; take the file from a copy, or mend the line");
  }
}
