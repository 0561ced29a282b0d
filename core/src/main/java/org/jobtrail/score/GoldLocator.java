package org.jobtrail.score;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Precision;
import org.jobtrail.career.Span;

/// Finds where gold stands in the visible text, for a reader's eye: the gold's own spans, else the
/// nearest words like it to where the paired prediction stands.
///
/// One object a résumé, asked for the pairs with a prediction first: a title's place is given to
/// one job only, if there are others.
final class GoldLocator {
  /// Dates farther from their title than this are not taken for its own.
  private static final int REACH = 600;

  private final String text;
  private final Set<Integer> taken = new HashSet<>();

  GoldLocator(String text) {
    this.text = text;
  }

  /// The fields that could be found, and where.
  Map<Field, Span> locate(JobPair pair) {
    Map<Field, Span> found = new EnumMap<>(Field.class);
    Optional<GoldExperience> gold = pair.gold();
    if (gold.isEmpty()) {
      return found;
    }
    GoldExperience g = gold.get();
    g.spans()
        .forEach(
            (field, span) -> {
              if (span.end() <= text.length()) {
                found.put(field, span);
              }
            });
    Map<Field, Span> said = pair.said().map(ScoredExperience::spans).orElse(Map.of());
    int near = said.values().stream().mapToInt(Span::start).min().orElse(-1);
    if (near < 0) {
      near = dateWords(g);
    }
    if (!found.containsKey(Field.TITLE)) {
      title(g, near).ifPresent(s -> found.put(Field.TITLE, s));
    }
    Span title = found.get(Field.TITLE);
    int around = title == null ? near : title.start();
    nearest(words(g.employers()), around).ifPresent(s -> found.putIfAbsent(Field.EMPLOYER, s));
    nearest(words(g.places()), around).ifPresent(s -> found.putIfAbsent(Field.PLACE, s));
    date(pair, Field.START, g.starts().getFirst(), Judgement.START_MONTH, around, 0)
        .ifPresent(s -> found.putIfAbsent(Field.START, s));
    Span start = found.get(Field.START);
    date(
            pair,
            Field.END,
            g.ends().getFirst(),
            Judgement.END_MONTH,
            start == null ? around : start.end(),
            start == null ? 0 : start.end())
        .ifPresent(s -> found.putIfAbsent(Field.END, s));
    return found;
  }

  /// A place that no other job has, unless the nearest of these is out of reach.
  private Optional<Span> title(GoldExperience g, int near) {
    List<Span> all = occurrences(words(g.titles()), 0);
    List<Span> free = all.stream().filter(s -> !taken.contains(s.start())).toList();
    Optional<Span> best =
        closest(free, near)
            .filter(s -> near < 0 || Math.abs(s.start() - near) <= REACH)
            .or(() -> closest(all, near));
    best.ifPresent(s -> taken.add(s.start()));
    return best;
  }

  /// Where the start first stands, as written down or in a usual form; −1 if nowhere.
  private int dateWords(GoldExperience g) {
    String written = g.written().getOrDefault(Field.START, "");
    List<Pattern> forms =
        written.isEmpty() ? forms(g.starts().getFirst()) : List.of(pattern(written));
    List<Span> all = occurrences(forms, 0);
    return all.isEmpty() ? -1 : all.getFirst().start();
  }

  private Optional<Span> date(
      JobPair pair, Field field, CareerDate date, Judgement judgement, int near, int from) {
    GoldExperience g = pair.gold().orElseThrow();
    Optional<Span> said =
        pair.agreed().contains(judgement)
            ? pair.said().flatMap(s -> Optional.ofNullable(s.spans().get(field)))
            : Optional.empty();
    if (said.isPresent()) {
      return said;
    }
    String written = g.written().getOrDefault(field, "");
    List<Pattern> forms = written.isEmpty() ? forms(date) : List.of(pattern(written));
    for (Pattern form : forms) {
      Optional<Span> best =
          closest(occurrences(List.of(form), from), near)
              .filter(s -> near < 0 || Math.abs(s.start() - near) <= REACH);
      if (best.isPresent()) {
        return best;
      }
    }
    return Optional.empty();
  }

  /// Ways of writing a date, the most telling first.
  private static List<Pattern> forms(CareerDate date) {
    if (!(date instanceof CareerDate.Known(LocalDate first, Precision precision))) {
      return List.of();
    }
    List<Pattern> forms = new ArrayList<>();
    int year = first.getYear();
    if (precision == Precision.MONTH || precision == Precision.DAY) {
      int month = first.getMonthValue();
      forms.add(Pattern.compile("(?<!\\d)0?" + month + "\\s?[-/.]\\s?" + year + "(?!\\d)"));
      forms.add(Pattern.compile("(?<!\\d)" + year + "[-/.]0?" + month + "(?!\\d)"));
      forms.add(Pattern.compile("\\p{L}{3,10}\\.?,?\\s" + year + "(?!\\d)"));
    }
    forms.add(Pattern.compile("(?<!\\d)" + year + "(?!\\d)"));
    return forms;
  }

  private Optional<Span> nearest(List<Pattern> forms, int near) {
    return closest(occurrences(forms, 0), near);
  }

  /// The fewest lines away, then the fewest characters; the first when there is nothing near.
  private Optional<Span> closest(List<Span> spans, int near) {
    return near < 0
        ? spans.stream().findFirst()
        : spans.stream()
            .min(
                Comparator.comparingLong((Span s) -> linesBetween(s.start(), near))
                    .thenComparingInt(s -> Math.abs(s.start() - near)));
  }

  private long linesBetween(int a, int b) {
    return text.substring(Math.min(a, b), Math.max(a, b)).chars().filter(c -> c == '\n').count();
  }

  private List<Span> occurrences(List<Pattern> forms, int from) {
    List<Span> spans = new ArrayList<>();
    for (Pattern form : forms) {
      Matcher m = form.matcher(text);
      for (int at = from; m.find(at); at = m.end()) {
        spans.add(new Span(m.start(), m.end(), 1));
      }
      if (!spans.isEmpty()) {
        return spans;
      }
    }
    return spans;
  }

  private static List<Pattern> words(List<String> values) {
    return values.stream().filter(v -> !v.isBlank()).map(GoldLocator::pattern).toList();
  }

  /// The words in any case, any white space between them.
  private static Pattern pattern(String words) {
    StringBuilder pattern = new StringBuilder();
    for (String word : words.strip().split("\\s+")) {
      pattern.append(pattern.isEmpty() ? "" : "\\s+").append(Pattern.quote(word));
    }
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}])" + pattern + "(?![\\p{L}\\p{N}])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
