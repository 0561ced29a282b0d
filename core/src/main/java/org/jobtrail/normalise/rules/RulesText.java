package org.jobtrail.normalise.rules;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.TitleKey;
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
  private final boolean recoding;
  private final SequencedMap<TitleKey, Rules.Left> left = new LinkedHashMap<>();
  private int line;

  /// @param recoding take rules of another taxonomy and keep apart what this one hasn't
  private RulesText(Path file, Taxonomy taxonomy, boolean recoding) {
    this.file = file;
    this.taxonomy = taxonomy;
    this.recoding = recoding;
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
    byte[] bytes = bytes(file);
    RulesText reader = new RulesText(file, taxonomy, false);
    reader.all(bytes);
    return new Rules(
        taxonomy,
        String.valueOf(file.getFileName()),
        reader.versions,
        reader.rules,
        Optional.of(Sha256.of(bytes)));
  }

  static Rules.Recoded recode(Path file, Taxonomy taxonomy, Path out, String date)
      throws IOException {
    RulesText reader = new RulesText(file, taxonomy, true);
    reader.all(bytes(file));
    List<Rule> drafts =
        new Rules(taxonomy, "", reader.versions, reader.rules, Optional.of(""))
            .standing().stream().map(RulesText::recoded).toList();
    Rules none = Rules.none(taxonomy, out);
    return new Rules.Recoded(
        drafts.isEmpty() ? none : none.with(date, drafts), List.copyOf(reader.left.values()));
  }

  private static Rule recoded(Rule rule) {
    return new Rule(
        rule.number(),
        rule.version(),
        rule.language(),
        rule.title(),
        rule.decision(),
        rule.coder(),
        Rule.Made.RECODED,
        rule.comment());
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new JobtrailException.Usage(file + ": is a folder; --rules names a file");
    }
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new JobtrailException.Usage(
          file + ": no such file; `jobtrail review import` makes rules", e);
    }
  }

  private void all(byte[] bytes) {
    try {
      all(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new JobtrailException.Usage(
          file + ": not UTF-8 any more; take the file from a copy, and edit it as UTF-8", e);
    }
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
    if (recoding) {
      return;
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
          recoding ? decisionOrLeft(cells) : decision(cells[5]),
          cells[6],
          made(cells[7]),
          cells[8]);
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  /// Where this taxonomy lacks what was decided, the title stays without a rule, whatever older
  /// rules said.
  private Decision decisionOrLeft(String[] cells) {
    TitleKey key = TitleKey.of(cells[3], new Language(cells[2])).orElseThrow(() -> bad("no title"));
    left.remove(key);
    boolean word = cells[5].equals(Decision.UNKNOWN) || cells[5].equals(Decision.WITHDRAWN);
    for (String uri : cells[5].split("\\|", -1)) {
      if (!word && taxonomy.byUri(uri).isEmpty()) {
        left.put(key, new Rules.Left(count(cells[1]), key, cells[3], cells[4], uri, cells[6]));
        return new Decision.Withdrawn();
      }
    }
    return decision(cells[5]);
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
