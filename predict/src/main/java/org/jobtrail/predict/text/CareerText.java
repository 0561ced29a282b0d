package org.jobtrail.predict.text;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
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
  private final BoundTemplate bound;
  private final String preamble;

  /// @param panel the panel's name, which the tag may show
  /// @throws JobtrailException.Usage when the panel can't fill the template, or what would be
  ///     written could not be read back
  public CareerText(Template template, String panel, PanelSchema schema) {
    this(new BoundTemplate(template, panel, schema), "");
  }

  private CareerText(BoundTemplate bound, String preamble) {
    this.bound = bound;
    this.preamble = preamble;
  }

  /// As a model keeps it.
  ///
  /// @param template its text
  /// @throws IllegalArgumentException for one that can't be used
  public static CareerText kept(String template, String panel, PanelSchema schema, String preamble)
      throws IOException {
    try {
      return new CareerText(Template.parse("its template", template), panel, schema)
          .after(preamble);
    } catch (JobtrailException.Usage e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
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
    return new CareerText(bound, text);
  }

  /// What stands before every header; empty for none.
  public String preamble() {
    return preamble;
  }

  public Template template() {
    return bound.template;
  }

  public PanelSchema schema() {
    return bound.schema;
  }

  public Titles titles() {
    return bound.titles;
  }

  /// The document's first line, without its line end.
  public String tag() {
    return bound.tag;
  }

  /// `1984`, or `1984-Q3`.
  public String period(int period) {
    return bound.periods.text(period);
  }

  /// Tag, sentences and the line that announces the records, each with its line end.
  public String header(PanelPerson person) {
    StringBuilder text = new StringBuilder(preamble).append(bound.tag).append('\n');
    for (WordLine sentence : bound.header) {
      text.append(sentence.write(name -> person.fixed(bound.fixed(name).orElseThrow())))
          .append('\n');
    }
    return text.toString();
  }

  /// `1984 (college):`, what is known when the outcome of record t is predicted; no space follows.
  ///
  /// @throws JobtrailException.Usage for a period outside the years 1000 to 2999
  public String prompt(PanelPerson person, int t) {
    int period =
        bound
            .periods
            .number(person.period(t))
            .orElseThrow(
                () ->
                    new JobtrailException.Usage(
                        "person "
                            + person.id()
                            + ": period "
                            + person.period(t)
                            + " can't be written as text, which takes the years "
                            + WrittenPeriods.FIRST_YEAR
                            + " to "
                            + WrittenPeriods.LAST_YEAR));
    return bound.prompt.write(
        name -> name.equals(BoundTemplate.PERIOD) ? period : level(person, name, t));
  }

  private int level(PanelPerson person, String name, int t) {
    return bound
        .varying(name)
        .map(covariate -> person.varying(covariate, t))
        .orElseGet(() -> PastWords.of(name).orElseThrow().level(person, t));
  }

  /// ` Secretaries and stenographers\n`: what follows a prompt, as it is scored.
  public String continuation(int outcome) {
    return ' ' + bound.titles.get(outcome) + '\n';
  }

  /// A whole record line with its line end.
  public String line(PanelPerson person, int t) {
    return prompt(person, t) + continuation(person.outcome(t));
  }

  /// The document's last line; no line end follows.
  public String end() {
    return bound.template.end();
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
    return new CareerReader(bound).line(text);
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
    return new CareerReader(bound).document(id, document);
  }
}
