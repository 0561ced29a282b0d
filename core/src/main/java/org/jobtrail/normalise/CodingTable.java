package org.jobtrail.normalise;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jobtrail.normalise.TitleLines.Usable;
import org.jobtrail.taxonomy.OccupationCode;

/// A tab-separated table of what titles were coded to, written batch by batch.
sealed interface CodingTable {
  /// Of the first line.
  List<String> columns();

  /// @param titles in the order of their lines
  /// @param codings one per title
  String rows(List<Usable> titles, List<Coding> codings);

  default void begin(OutputStream out) throws IOException {
    out.write((String.join("\t", columns()) + '\n').getBytes(StandardCharsets.UTF_8));
  }

  default void write(OutputStream out, List<Usable> titles, List<Coding> codings)
      throws IOException {
    out.write(rows(titles, codings).getBytes(StandardCharsets.UTF_8));
  }

  /// The candidates, best first.
  record Ranked() implements CodingTable {
    static final List<String> COLUMNS =
        List.of("id", "rank", "uri", "code", "label", "score", "probability", "outcome");

    @Override
    public List<String> columns() {
      return COLUMNS;
    }

    @Override
    public String rows(List<Usable> titles, List<Coding> codings) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < titles.size(); i++) {
        Coding coding = codings.get(i);
        String outcome = coding.outcome() == Coding.Outcome.CODED ? "coded" : "unknown";
        int rank = 0;
        for (Candidate candidate : coding.candidates()) {
          text.append(titles.get(i).id()).append('\t').append(++rank).append('\t');
          text.append(candidate.occupation().uri()).append('\t');
          text.append(candidate.occupation().code()).append('\t');
          text.append(candidate.label()).append('\t');
          text.append(String.format(Locale.ROOT, "%.4f\t", candidate.score()));
          if (candidate.probability() instanceof Candidate.Probability.Calibrated(double value)) {
            text.append(String.format(Locale.ROOT, "%.4f", value));
          }
          text.append('\t').append(outcome).append('\n');
        }
      }
      return text.toString();
    }
  }

  /// What each candidate's score is made of, a line per part; amounts of a candidate sum to its
  /// score. Numbers are as exact as they were computed.
  record Reasons() implements CodingTable {
    @Override
    public List<String> columns() {
      return List.of("id", "rank", "code", "score", "part", "amount");
    }

    @Override
    public String rows(List<Usable> titles, List<Coding> codings) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < titles.size(); i++) {
        int rank = 0;
        for (Candidate candidate : codings.get(i).candidates()) {
          rank++;
          for (Candidate.Reason reason : candidate.reasons()) {
            text.append(titles.get(i).id()).append('\t').append(rank).append('\t');
            text.append(candidate.occupation().code()).append('\t');
            text.append(candidate.score()).append('\t');
            // Names of people who decided stand in rules' reasons as they were typed.
            text.append(reason.what().replaceAll("\\p{Cntrl}+", " ")).append('\t');
            text.append(reason.amount()).append('\n');
          }
        }
      }
      return text.toString();
    }
  }

  /// The nodes of which one holds the title's occupation.
  ///
  /// @param coverage in `(0, 1)`
  record Sets(SetNormaliser normaliser, double coverage) implements CodingTable {
    @Override
    public List<String> columns() {
      return List.of("id", "code", "uri");
    }

    @Override
    public String rows(List<Usable> titles, List<Coding> codings) {
      List<List<OccupationCode>> sets =
          normaliser.sets(titles.stream().map(Usable::query).toList(), coverage);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < sets.size(); i++) {
        for (OccupationCode node : sets.get(i)) {
          text.append(titles.get(i).id()).append('\t').append(node.code()).append('\t');
          text.append(node.uri()).append('\n');
        }
      }
      return text.toString();
    }
  }
}
