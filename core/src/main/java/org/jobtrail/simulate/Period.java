package org.jobtrail.simulate;

import java.time.YearMonth;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jobtrail.career.CareerDate;

/// When a job was held, as one résumé writes it.
///
/// @param text both ends in one piece: `03/2015 - heden`
/// @param from the start alone
/// @param to the end alone; empty when the résumé does not state it
/// @param start what the words state
/// @param end what the words state
record Period(String text, String from, String to, CareerDate start, CareerDate end) {

  /// How one résumé joins its dates; the same for all its jobs.
  ///
  /// @param range form with `{s}` and `{e}`
  /// @param ongoing form with `{s}`
  record Form(DateStyle style, String range, String ongoing, String present, Words words) {

    static Form draw(DateStyle style, Words words, RandomGenerator random) {
      String present = words.any("present", random);
      int dash = random.nextInt(style.wordy() ? 9 : 6);
      String range =
          switch (dash) {
            case 0, 1 -> "{s} - {e}";
            case 2 -> "{s} – {e}";
            case 3 -> style.dashed() ? "{s} - {e}" : "{s}-{e}";
            case 4 -> style.dashed() ? "{s} – {e}" : "{s}–{e}";
            case 5 -> "{s} — {e}";
            default -> words.any("word.range", random);
          };
      boolean since = random.nextInt(5) == 0 || dash > 5;
      return new Form(style, range, since ? words.any("since", random) : range, present, words);
    }

    /// @param end empty while the job goes on
    /// @param silent whether the résumé leaves the end out
    Period write(YearMonth start, Optional<YearMonth> end, boolean silent) {
      DateStyle used =
          end.isPresent() && doubtful(start, end.get()) ? DateStyle.MONTH_NUMBER : style;
      String from = used.write(start, false, words);
      CareerDate stated = used.states(start, false);
      if (silent) {
        return new Period(from + " - ?", from, "", stated, CareerDate.unknown());
      }
      if (end.isEmpty()) {
        return new Period(
            elided(ongoing.replace("{s}", from).replace("{e}", present)),
            from,
            present,
            stated,
            CareerDate.ongoing());
      }
      String to = used.write(end.get(), true, words);
      String form = used.dashed() == style.dashed() || range.contains(" ") ? range : "{s} - {e}";
      return new Period(
          elided(form.replace("{s}", from).replace("{e}", to)),
          from,
          to,
          stated,
          used.states(end.get(), true));
    }

    /// Two equal years or quarters leave the reader wondering, and so do two-digit years that
    /// could be months: then four-digit years and months tell.
    private boolean doubtful(YearMonth start, YearMonth end) {
      return switch (style) {
        case YEAR, SHORT_YEAR, MONTH_SHORT_YEAR -> start.getYear() == end.getYear();
        case QUARTER -> style.states(start, false).equals(style.states(end, true));
        case MONTH_NUMBER, MONTH_WORD, MONTH_SHORT, MONTH_DASH, ISO, DAY -> false;
      };
    }

    /// French: "d'avril", not "de avril".
    String elided(String text) {
      return words.language().code().equals("fr")
          ? text.replaceAll("\\b([dD])e (?=[aoAO][a-zû]+\\.? \\d)", "$1'")
          : text;
    }
  }
}
