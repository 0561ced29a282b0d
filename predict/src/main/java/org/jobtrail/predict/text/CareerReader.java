package org.jobtrail.predict.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.text.CareerText.ReadRecord;

/// Reads careers that {@link CareerText} wrote, line by line or whole.
final class CareerReader {
  private final BoundTemplate bound;

  CareerReader(BoundTemplate bound) {
    this.bound = bound;
  }

  /// A record line without its line end; empty when it is none.
  Optional<ReadRecord> line(String text) {
    return bound
        .line
        .read(text)
        .map(
            numbers -> {
              Integer[] levels = new Integer[bound.schema.varying().size()];
              Arrays.fill(levels, 0);
              each(bound.line, numbers, bound::varying, (c, k) -> levels[c] = k);
              return new ReadRecord(
                  bound.periods.first() + number(bound.line, numbers, BoundTemplate.PERIOD),
                  number(bound.line, numbers, BoundTemplate.TITLE),
                  List.of(levels));
            });
  }

  private interface Found {
    void take(int covariate, int level);
  }

  private static void each(
      WordLine form, int[] numbers, Function<String, Optional<Integer>> covariates, Found found) {
    for (int s = 0; s < numbers.length; s++) {
      int number = numbers[s];
      covariates.apply(form.slots().get(s).name()).ifPresent(c -> found.take(c, number));
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

  /// A document without a preamble.
  ///
  /// @throws UnreadableDocument naming the first line that is wrong
  PanelPerson document(String id, String document) throws UnreadableDocument {
    String[] lines = document.split("\n", -1);
    if (!lines[0].equals(bound.tag)) {
      throw new UnreadableDocument(1, "must be \"" + bound.tag + "\", found \"" + lines[0] + '"');
    }
    int[] levels = header(lines);
    List<ReadRecord> records = new ArrayList<>();
    int at = 1 + bound.header.size();
    for (; at < lines.length && !lines[at].equals(bound.template.end()); at++) {
      String text = lines[at];
      if (at == lines.length - 1 && text.isEmpty()) {
        break;
      }
      ReadRecord record = line(text).orElseThrow(unreadable(at + 1, whyNot(text), text));
      if (!records.isEmpty() && record.period() <= records.getLast().period()) {
        throw new UnreadableDocument(
            at + 1,
            "period "
                + bound.periods.text(record.period())
                + " comes after "
                + bound.periods.text(records.getLast().period()));
      }
      records.add(record);
    }
    if (at >= lines.length || !lines[at].equals(bound.template.end())) {
      throw new UnreadableDocument(
          at + 1, "the document must end in \"" + bound.template.end() + "\", found its end");
    }
    if (at < lines.length - 2 || (at == lines.length - 2 && !lines[at + 1].isEmpty())) {
      throw new UnreadableDocument(at + 2, "text after \"" + bound.template.end() + '"');
    }
    if (records.isEmpty()) {
      throw new UnreadableDocument(at + 1, "the document has no record");
    }
    return person(id, levels, records);
  }

  /// The fixed covariates' levels that the lines after the tag tell.
  private int[] header(String[] lines) throws UnreadableDocument {
    int[] levels = new int[bound.schema.fixed().size()];
    for (int i = 0; i < bound.header.size(); i++) {
      String sentence = i + 1 < lines.length ? lines[i + 1] : "";
      WordLine form = bound.header.get(i);
      int[] numbers =
          form.read(sentence)
              .orElseThrow(unreadable(i + 2, "is no header line of the template", sentence));
      each(form, numbers, bound::fixed, (c, k) -> levels[c] = k);
    }
    return levels;
  }

  private PanelPerson person(String id, int[] levels, List<ReadRecord> records) {
    int n = records.size();
    int[][] ofRecords = new int[bound.schema.varying().size()][n];
    double[][] measures = new double[bound.schema.measures().size()][n];
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
      if (bound.titles.outcome(text.substring(at + 2)).isPresent()) {
        return "is no record, what stands before the title is not as \"" + example() + '"';
      }
    }
    return "names no title of this panel";
  }

  private String example() {
    return bound.prompt.write(
        name ->
            name.equals(BoundTemplate.PERIOD)
                ? bound.periods.numberOfYear(2000)
                : Math.min(1, bound.prompt.slot(name).words().size() - 1));
  }

  private static Supplier<UnreadableDocument> unreadable(int line, String why, String found) {
    return () -> new UnreadableDocument(line, why + ", found \"" + found + '"');
  }
}
