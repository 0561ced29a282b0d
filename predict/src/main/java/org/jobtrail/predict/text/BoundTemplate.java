package org.jobtrail.predict.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.provenance.JobtrailException;

/// A template's lines with a panel's words in their placeholders: what {@link CareerText} writes
/// and {@link CareerReader} reads.
final class BoundTemplate {
  static final String PERIOD = "period";
  static final String TITLE = "title";
  private static final String RECORD = "record";

  final Template template;
  final PanelSchema schema;
  final Titles titles;
  final WrittenPeriods periods;
  final String tag;
  final List<WordLine> header = new ArrayList<>();

  /// A record without its title and the space before that.
  final WordLine prompt;

  /// A record.
  final WordLine line;

  private final Map<String, Integer> fixed;
  private final Map<String, Integer> varying;

  /// @throws JobtrailException.Usage when the panel can't fill the template, or what would be
  ///     written could not be read back
  BoundTemplate(Template template, String panel, PanelSchema schema) {
    this.template = template;
    this.schema = schema;
    this.titles =
        template.numbered() ? Titles.numbered(schema.outcomes()) : Titles.of(schema.outcomes());
    this.periods = new WrittenPeriods(schema.unit());
    this.tag = tag(panel);
    this.fixed = numbers(schema.fixed());
    this.varying = numbers(schema.varying());
    for (int i = 0; i < template.header().size(); i++) {
      String key = "header[" + (i + 1) + "]";
      WordLine bound = bound(key, template.header().get(i), schema.fixed(), "a fixed covariate");
      if (!bound.isEmpty() && !bound.write(_ -> 0).isBlank()) {
        header.add(bound);
        refuseAmbiguous(key, bound);
      }
    }
    this.line = bound(RECORD, template.record(), schema.varying(), "a covariate of records");
    refuseAmbiguous(RECORD, line);
    this.prompt = withoutTitle(line);
    refuseEarlyEnd();
  }

  private static Map<String, Integer> numbers(List<Covariate> covariates) {
    Map<String, Integer> numbers = new TreeMap<>();
    covariates.forEach(c -> numbers.put(c.name(), numbers.size()));
    return numbers;
  }

  private static WordLine withoutTitle(WordLine line) {
    List<WordLine.Slot> before = new ArrayList<>(line.slots().subList(0, line.slots().size() - 1));
    String colon = before.removeLast().words().getFirst();
    before.add(WordLine.Slot.literal(colon.substring(0, colon.length() - 1)));
    return new WordLine(before);
  }

  /// The number of a fixed covariate in the schema; empty for none of this name.
  Optional<Integer> fixed(String name) {
    return Optional.ofNullable(fixed.get(name));
  }

  /// The number of a covariate of records in the schema; empty for none of this name.
  Optional<Integer> varying(String name) {
    return Optional.ofNullable(varying.get(name));
  }

  private String tag(String panel) {
    String name = Titles.normalised(panel);
    if (name.isEmpty() || name.indexOf('<') >= 0 || name.indexOf('>') >= 0) {
      throw wrong(
          "tag", "the panel's name must have no < or > to stand in it, found \"" + name + '"');
    }
    StringBuilder text = new StringBuilder();
    for (Piece piece : Piece.parse(template.tag())) {
      switch (piece) {
        case Piece.Literal literal -> text.append(literal.text());
        case Piece.Slot _ -> text.append(name);
        case Piece.Clause _ -> throw wrong("tag", "can't hold a clause in [ ]");
      }
    }
    return text.toString();
  }

  private WordLine bound(String key, String text, List<Covariate> covariates, String whatItMustBe) {
    List<String> names = new ArrayList<>(covariates.stream().map(Covariate::name).toList());
    if (key.equals(RECORD)) {
      names.addAll(PastWords.names());
    }
    List<WordLine.Slot> slots = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    List<Piece> pieces = new ArrayList<>();
    for (Piece piece : Piece.parse(text)) {
      if (piece instanceof Piece.Clause clause) {
        if (Piece.slots(clause.pieces()).stream().allMatch(names::contains)) {
          pieces.addAll(clause.pieces());
        }
      } else {
        pieces.add(piece);
      }
    }
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Literal l -> literal.append(l.text());
        case Piece.Clause _ -> throw new IllegalStateException("a clause in a clause");
        case Piece.Slot slot -> {
          if (!literal.isEmpty()) {
            slots.add(WordLine.Slot.literal(literal.toString()));
            literal.setLength(0);
          }
          slots.add(slot(key, slot.name(), covariates, whatItMustBe));
        }
      }
    }
    if (!literal.isEmpty()) {
      slots.add(WordLine.Slot.literal(literal.toString()));
    }
    return new WordLine(slots);
  }

  private WordLine.Slot slot(
      String key, String name, List<Covariate> covariates, String whatItMustBe) {
    if (name.equals(PERIOD)) {
      return WordLine.Slot.of(name, periods.all());
    }
    if (name.equals(TITLE)) {
      return WordLine.Slot.of(name, titles.all());
    }
    Optional<Covariate> known = covariates.stream().filter(c -> c.name().equals(name)).findFirst();
    Optional<PastWords> past = key.equals(RECORD) ? PastWords.of(name) : Optional.empty();
    if (known.isEmpty() && past.isPresent()) {
      return slot(name, past.get().words(template));
    }
    Covariate covariate =
        known.orElseThrow(
            () ->
                wrong(
                    key,
                    "{"
                        + name
                        + "} is not "
                        + whatItMustBe
                        + " of this panel, which has "
                        + covariates.stream().map(Covariate::name).toList()
                        + "; put it in [ ] to leave it out"));
    return slot(name, covariate.levels().stream().map(l -> word(covariate, l)).toList());
  }

  private WordLine.Slot slot(String name, List<String> words) {
    HashSet<String> distinct = new HashSet<>();
    for (String word : words) {
      if (!distinct.add(word)) {
        throw wrong(
            "words." + name,
            "two levels of this panel are both written \"" + word + "\"; give one another word");
      }
    }
    return WordLine.Slot.of(name, words);
  }

  private String word(Covariate covariate, String level) {
    Map<String, String> words = template.words().getOrDefault(covariate.name(), new TreeMap<>());
    String written = words.get(level);
    if (written == null) {
      written = level.equals(Covariate.MISSING) ? template.missing() : level.replace('_', ' ');
    }
    String word = Titles.normalised(written);
    return word.isEmpty() ? level : word;
  }

  private void refuseAmbiguous(String key, WordLine bound) {
    if (bound.isAmbiguous()) {
      throw wrong(
          key,
          "can't be read back, different levels make the same line; put words between the"
              + " placeholders "
              + bound.names());
    }
  }

  /// No other line may read like the last one, or documents could not be told apart.
  private void refuseEarlyEnd() {
    String end = template.end();
    if (line.read(end).isPresent()) {
      throw wrong("end", "\"" + end + "\" could be read as a record");
    }
    if (end.equals(tag) || header.stream().anyMatch(h -> h.read(end).isPresent())) {
      throw wrong("end", "\"" + end + "\" could be read as the tag or a header line");
    }
  }

  private JobtrailException.Usage wrong(String key, String what) {
    return new JobtrailException.Usage(template.source() + ": " + key + ": " + what);
  }
}
