package org.jobtrail.predict.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.provenance.JobtrailException;

/// A panel's careers as documents: writes them, line by line or whole, and reads them back.
///
/// ```
/// <nlsy79>                                            tag      ┐
/// A female worker of black ethnicity.                 header   │ header(person)
/// The work record, one line for each year:            header   ┘
/// 1984 (college): Secretaries and stenographers       line     = prompt + continuation
/// <END OF DATA>                                       end
/// ```
/// Header placeholders name the panel's fixed covariates, placeholders of record lines the varying
/// ones; a clause in brackets is left out for a panel that has no such covariate, and so is a
/// header line of which nothing is left. A placeholder outside brackets that the panel can't fill
/// is an error. {@link PastWords} of a record line are told by the records before it. After Du et
/// al. 2024, LABOR-LLM, arXiv:2406.17972; the wording is ours.
public final class CareerText {
  private static final int FIRST_YEAR = 1000;
  private static final int LAST_YEAR = 2999;
  private static final String PERIOD = "period";
  private static final String TITLE = "title";
  private static final String RECORD = "record";

  private final Template template;
  private final String panel;
  private final PanelSchema schema;
  private final String preamble;
  private final Titles titles;
  private final String tag;
  private final List<WordLine> header;
  private final WordLine prompt;
  private final WordLine line;
  private final int firstPeriod;
  private final Map<String, Integer> fixed = new TreeMap<>();
  private final Map<String, Integer> varying = new TreeMap<>();

  /// @param panel the panel's name, which the tag may show
  /// @throws JobtrailException.Usage when the panel can't fill the template, or what would be
  ///     written could not be read back
  public CareerText(Template template, String panel, PanelSchema schema) {
    this(template, panel, schema, "");
  }

  private CareerText(Template template, String panel, PanelSchema schema, String preamble) {
    this.panel = panel;
    this.preamble = preamble;
    this.template = template;
    this.schema = schema;
    this.titles =
        template.numbered() ? Titles.numbered(schema.outcomes()) : Titles.of(schema.outcomes());
    this.tag = tag(panel);
    IntStream.range(0, schema.fixed().size())
        .forEach(c -> fixed.put(schema.fixed().get(c).name(), c));
    IntStream.range(0, schema.varying().size())
        .forEach(c -> varying.put(schema.varying().get(c).name(), c));
    boolean years = schema.unit() == PeriodUnit.YEAR;
    this.firstPeriod = years ? FIRST_YEAR : 4 * FIRST_YEAR;
    this.header = new ArrayList<>();
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
    List<WordLine.Slot> before = new ArrayList<>(line.slots().subList(0, line.slots().size() - 1));
    String colon = before.removeLast().words().getFirst();
    before.add(WordLine.Slot.literal(colon.substring(0, colon.length() - 1)));
    this.prompt = new WordLine(before);
    if (line.read(template.end()).isPresent()) {
      throw wrong("end", "\"" + template.end() + "\" could be read as a record");
    }
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
      int quarters = schema.unit() == PeriodUnit.YEAR ? 1 : 4;
      return WordLine.Slot.of(
          name,
          IntStream.range(0, (LAST_YEAR - FIRST_YEAR + 1) * quarters)
              .mapToObj(p -> period(firstPeriod + p))
              .toList());
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

  private JobtrailException.Usage wrong(String key, String what) {
    return new JobtrailException.Usage(template.source() + ": " + key + ": " + what);
  }

  /// The same documents, each with a text before its header: what a model is shown to learn from in
  /// the prompt. It counts as header, so no truncation takes it away.
  ///
  /// @param text such as {@link Preamble} makes; empty for none
  /// @throws IllegalArgumentException if it doesn't end in a line end
  public CareerText after(String text) {
    if (!text.isEmpty() && !text.endsWith("\n")) {
      throw new IllegalArgumentException("a preamble must end in a line end");
    }
    return new CareerText(template, panel, schema, text);
  }

  /// What stands before every header; empty for none.
  public String preamble() {
    return preamble;
  }

  public Template template() {
    return template;
  }

  public PanelSchema schema() {
    return schema;
  }

  public Titles titles() {
    return titles;
  }

  /// The document's first line, without its line end.
  public String tag() {
    return tag;
  }

  /// `1984`, or `1984-Q3`.
  public String period(int period) {
    return schema.unit() == PeriodUnit.YEAR
        ? String.format(Locale.ROOT, "%04d", period)
        : String.format(Locale.ROOT, "%04d-Q%d", period / 4, period % 4 + 1);
  }

  /// Tag, sentences and the line that announces the records, each with its line end.
  public String header(PanelPerson person) {
    StringBuilder text = new StringBuilder(preamble).append(tag).append('\n');
    for (WordLine sentence : header) {
      text.append(sentence.write(name -> person.fixed(number(fixed, name)))).append('\n');
    }
    return text.toString();
  }

  /// `1984 (college):`, what is known when the outcome of record t is predicted; no space follows.
  ///
  /// @throws JobtrailException.Usage for a period outside the years 1000 to 2999
  public String prompt(PanelPerson person, int t) {
    int period = person.period(t) - firstPeriod;
    int periods = (LAST_YEAR - FIRST_YEAR + 1) * (schema.unit() == PeriodUnit.YEAR ? 1 : 4);
    if (period < 0 || period >= periods) {
      throw new JobtrailException.Usage(
          "person "
              + person.id()
              + ": period "
              + person.period(t)
              + " can't be written as text, which takes the years "
              + FIRST_YEAR
              + " to "
              + LAST_YEAR);
    }
    return prompt.write(name -> name.equals(PERIOD) ? period : level(person, name, t));
  }

  private int level(PanelPerson person, String name, int t) {
    Integer covariate = varying.get(name);
    return covariate == null
        ? PastWords.of(name).orElseThrow().level(person, t)
        : person.varying(covariate, t);
  }

  /// ` Secretaries and stenographers\n`: what follows a prompt, as it is scored.
  public String continuation(int outcome) {
    return ' ' + titles.get(outcome) + '\n';
  }

  /// A whole record line with its line end.
  public String line(PanelPerson person, int t) {
    return prompt(person, t) + continuation(person.outcome(t));
  }

  /// The document's last line; no line end follows.
  public String end() {
    return template.end();
  }

  /// What stands before the title of record t: header, lines of the records `from` to t − 1,
  /// prompt.
  ///
  /// @param from 0 for all; more where the oldest lines are left out
  public String prefix(PanelPerson person, int from, int t) {
    StringBuilder text = new StringBuilder(header(person));
    for (int s = from; s < t; s++) {
      text.append(line(person, s));
    }
    return text.append(prompt(person, t)).toString();
  }

  /// The whole document; the outcomes of all records are in it.
  public String document(PanelPerson person) {
    return document(person, 0);
  }

  /// The document without the lines before record `from`.
  public String document(PanelPerson person, int from) {
    StringBuilder text = new StringBuilder(header(person));
    for (int t = from; t < person.size(); t++) {
      text.append(line(person, t));
    }
    return text.append(end()).toString();
  }

  private static int number(Map<String, Integer> covariates, String name) {
    Integer number = covariates.get(name);
    if (number == null) {
      throw new IllegalStateException("no covariate " + name);
    }
    return number;
  }

  /// One record as a line tells it.
  ///
  /// @param levels of the varying covariates in the schema's order, 0 where the line shows none
  public record ReadRecord(int period, int outcome, List<Integer> levels) {
    public ReadRecord {
      levels = List.copyOf(levels);
    }
  }

  /// Reads a record line without its line end; empty when it is none.
  public Optional<ReadRecord> readLine(String text) {
    return line.read(text)
        .map(
            numbers -> {
              Integer[] levels = new Integer[schema.varying().size()];
              Arrays.fill(levels, 0);
              each(line, numbers, varying, (c, k) -> levels[c] = k);
              return new ReadRecord(
                  firstPeriod + number(line, numbers, PERIOD),
                  number(line, numbers, TITLE),
                  List.of(levels));
            });
  }

  private interface Found {
    void take(int covariate, int level);
  }

  private static void each(
      WordLine form, int[] numbers, Map<String, Integer> covariates, Found found) {
    for (int s = 0; s < numbers.length; s++) {
      Integer covariate = covariates.get(form.slots().get(s).name());
      if (covariate != null) {
        found.take(covariate, numbers[s]);
      }
    }
  }

  private static int number(WordLine form, int[] numbers, String name) {
    for (int s = 0; s < numbers.length; s++) {
      if (form.slots().get(s).name().equals(name)) {
        return numbers[s];
      }
    }
    throw new IllegalStateException("no slot " + name);
  }

  /// Reads a document back; covariates that it doesn't show are missing, measures not known.
  ///
  /// @param id of the person, which no document shows
  /// @throws UnreadableDocument naming the first line that is wrong
  public PanelPerson parse(String id, String document) throws UnreadableDocument {
    if (!document.startsWith(preamble)) {
      throw new UnreadableDocument(1, "must begin with the preamble of all documents");
    }
    if (!preamble.isEmpty()) {
      int before = Math.toIntExact(preamble.lines().count());
      try {
        return after("").parse(id, document.substring(preamble.length()));
      } catch (UnreadableDocument e) {
        throw new UnreadableDocument(before + e.line(), e.why());
      }
    }
    String[] lines = document.split("\n", -1);
    if (!lines[0].equals(tag)) {
      throw new UnreadableDocument(1, "must be \"" + tag + "\", found \"" + lines[0] + '"');
    }
    int[] levels = new int[schema.fixed().size()];
    for (int i = 0; i < header.size(); i++) {
      String sentence = i + 1 < lines.length ? lines[i + 1] : "";
      int[] numbers =
          header
              .get(i)
              .read(sentence)
              .orElseThrow(unreadable(i + 2, "is no header line of the template", sentence));
      each(header.get(i), numbers, fixed, (c, k) -> levels[c] = k);
    }
    List<ReadRecord> records = new ArrayList<>();
    int at = 1 + header.size();
    for (; at < lines.length && !lines[at].equals(end()); at++) {
      String text = lines[at];
      if (at == lines.length - 1 && text.isEmpty()) {
        break;
      }
      ReadRecord record = readLine(text).orElseThrow(unreadable(at + 1, whyNot(text), text));
      if (!records.isEmpty() && record.period() <= records.getLast().period()) {
        throw new UnreadableDocument(
            at + 1,
            "period "
                + period(record.period())
                + " comes after "
                + period(records.getLast().period()));
      }
      records.add(record);
    }
    if (at >= lines.length || !lines[at].equals(end())) {
      throw new UnreadableDocument(
          at + 1, "the document must end in \"" + end() + "\", found its end");
    }
    if (at < lines.length - 2 || (at == lines.length - 2 && !lines[at + 1].isEmpty())) {
      throw new UnreadableDocument(at + 2, "text after \"" + end() + '"');
    }
    if (records.isEmpty()) {
      throw new UnreadableDocument(at + 1, "the document has no record");
    }
    return person(id, levels, records);
  }

  private PanelPerson person(String id, int[] levels, List<ReadRecord> records) {
    int n = records.size();
    int[][] ofRecords = new int[schema.varying().size()][n];
    double[][] measures = new double[schema.measures().size()][n];
    for (double[] measure : measures) {
      Arrays.fill(measure, Double.NaN);
    }
    for (int c = 0; c < ofRecords.length; c++) {
      for (int t = 0; t < n; t++) {
        ofRecords[c][t] = records.get(t).levels().get(c);
      }
    }
    return new PanelPerson(
        id,
        levels,
        records.stream().mapToInt(ReadRecord::period).toArray(),
        records.stream().mapToInt(ReadRecord::outcome).toArray(),
        ofRecords,
        measures);
  }

  /// What keeps a line from being a record.
  private String whyNot(String text) {
    int colon = text.indexOf(": ");
    if (colon < 0) {
      return "is no record, a record has \": \" before its title";
    }
    for (int at = colon; at >= 0; at = text.indexOf(": ", at + 1)) {
      if (titles.outcome(text.substring(at + 2)).isPresent()) {
        return "is no record, what stands before the title is not as \"" + example() + '"';
      }
    }
    return "names no title of this panel";
  }

  private String example() {
    ToIntFunction<String> first =
        name ->
            name.equals(PERIOD)
                ? (2000 * (schema.unit() == PeriodUnit.YEAR ? 1 : 4)) - firstPeriod
                : 1;
    return prompt.write(
        name ->
            Math.min(
                first.applyAsInt(name),
                prompt.slots().stream()
                        .filter(s -> s.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .words()
                        .size()
                    - 1));
  }

  private static java.util.function.Supplier<UnreadableDocument> unreadable(
      int line, String why, String found) {
    return () -> new UnreadableDocument(line, why + ", found \"" + found + '"');
  }
}
