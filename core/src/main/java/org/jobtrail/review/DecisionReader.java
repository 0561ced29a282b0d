package org.jobtrail.review;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jobtrail.normalise.rules.Decision;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.OccupationCode;
import org.jobtrail.taxonomy.Taxonomy;

/// What a coder wrote into the cell `decision`, against a taxonomy.
///
/// A code, a URI, the number of a candidate of the row (1 to 5), a candidate's cell as it stands,
/// several of these parted by `|`; `unknown`; `withdraw`; `-` to leave it open. Zeros that a
/// spreadsheet took from the front of a code are put back where the taxonomy leaves no doubt.
record DecisionReader(Taxonomy taxonomy) {
  /// What the cell says.
  sealed interface Read {}

  record Undecided() implements Read {}

  record Skipped() implements Read {}

  /// @param note what should be looked at, though it was taken as it stands; may be empty
  record Decided(Decision decision, String note) implements Read {}

  /// @param reason in a word, for counts
  /// @param detail in a line, for people
  record Bad(String reason, String detail) implements Read {}

  private static final class BadPart extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Bad bad;

    BadPart(String reason, String detail) {
      super(detail, null, false, false);
      this.bad = new Bad(reason, detail);
    }
  }

  Read read(Sheet.Row row) {
    String text = row.cell(Columns.DECISION);
    String lower = text.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "" -> new Undecided();
      case "-", "–", "—" -> new Skipped();
      case Decision.UNKNOWN -> new Decided(new Decision.Unknown(), "");
      case Decision.WITHDRAWN -> new Decided(new Decision.Withdrawn(), "");
      default -> occupations(text, row);
    };
  }

  private Read occupations(String text, Sheet.Row row) {
    Set<OccupationCode> named = new LinkedHashSet<>();
    StringBuilder notes = new StringBuilder();
    try {
      for (String part : text.split("\\|", -1)) {
        String one = Cells.plain(part.strip()).strip();
        Concept concept = concept(one, row);
        if (concept.kind() != Concept.Kind.OCCUPATION
            && concept.kind() != Concept.Kind.UNIT_GROUP) {
          throw new BadPart(
              "too-coarse",
              "\""
                  + one
                  + "\" is a "
                  + concept.kind().word()
                  + "; give an occupation or a unit"
                  + " group of four digits");
        }
        notes.append(lostZero(concept, row));
        named.add(concept.occupation());
      }
    } catch (BadPart e) {
      return e.bad;
    }
    return new Decided(new Decision.Occupations(List.copyOf(named)), notes.toString());
  }

  private Concept concept(String text, Sheet.Row row) throws BadPart {
    if (text.matches("[1-9]")) {
      return candidate(Integer.parseInt(text), row);
    }
    for (int i = 1; i <= Columns.CANDIDATES; i++) {
      if (!text.isEmpty() && text.equals(row.cell(Columns.candidate(i)))) {
        return candidate(i, row);
      }
    }
    return taxonomy
        .byUri(text)
        .or(() -> byCode(text))
        .or(() -> codeAndLabel(text))
        .orElseThrow(
            () ->
                new BadPart(
                    "unknown-code",
                    taxonomy.name()
                        + " has no \""
                        + text
                        + "\"; give a code, a URI, a candidate's number, unknown or -"));
  }

  /// As it stands, with a decimal comma, or without the zeros of its group.
  private Optional<Concept> byCode(String text) {
    String code = text.matches("\\d+(,\\d+)+") ? text.replace(',', '.') : text;
    Optional<Concept> found = taxonomy.byCode(code);
    int digits = code.indexOf('.') < 0 ? code.length() : code.indexOf('.');
    return found.isEmpty() && digits < 4 && code.matches("\\d{2,3}(\\.\\d+)*")
        ? taxonomy.byCode("0".repeat(4 - digits) + code)
        : found;
  }

  /// `2512 Software developers`, as candidates are written, for a concept that is none of them.
  private Optional<Concept> codeAndLabel(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String label = text.substring(space + 1).strip();
    return byCode(text.substring(0, space))
        .filter(c -> c.labels().stream().anyMatch(l -> l.text().equalsIgnoreCase(label)));
  }

  private static List<String> uris(Sheet.Row row) {
    String cell = row.cell(Columns.URIS);
    return cell.isEmpty() ? List.of() : List.of(cell.split("\\|"));
  }

  private Concept candidate(int number, Sheet.Row row) throws BadPart {
    List<String> uris = uris(row);
    if (number > uris.size()) {
      throw new BadPart(
          "no-such-candidate",
          "candidate " + number + " of " + uris.size() + "; give a code or a URI");
    }
    String uri = uris.get(number - 1);
    return taxonomy
        .byUri(uri)
        .orElseThrow(
            () ->
                new BadPart(
                    "unknown-code",
                    taxonomy.name() + " has no \"" + uri + "\"; was the sheet coded with it?"));
  }

  /// A spreadsheet makes 2131.10 the number 2131.1, which is another occupation.
  private String lostZero(Concept concept, Sheet.Row row) throws BadPart {
    String code = concept.occupation().code();
    Optional<Concept> longer =
        code.matches("\\d{4}\\.(\\d+\\.)*[1-9]\\d*")
            ? taxonomy.byCode(code + "0")
            : Optional.empty();
    List<String> uris = uris(row);
    if (longer.isEmpty()
        || uris.contains(concept.occupation().uri())
        || row.cell(Columns.DECISION).contains("http")) {
      return "";
    }
    String was = longer.get().occupation().code();
    if (uris.contains(longer.get().occupation().uri())) {
      throw new BadPart(
          "lost-zero",
          code
              + " is no candidate here, "
              + was
              + " is: a spreadsheet takes that zero; give the candidate's number or the URI");
    }
    return code + " was taken as it stands; there is " + was + " too, whose zero spreadsheets take";
  }

  /// Codes with labels, for people.
  String shown(Decision decision, org.jobtrail.career.Language language) {
    if (!(decision instanceof Decision.Occupations(List<OccupationCode> named))) {
      return decision.text();
    }
    List<String> shown = new ArrayList<>();
    for (OccupationCode code : named) {
      shown.add(
          code.code()
              + ' '
              + taxonomy.byUri(code.uri()).map(c -> c.preferred(language)).orElse(""));
    }
    return String.join(" | ", shown);
  }
}
