package org.jobtrail.simulate.llm;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jobtrail.simulate.ToldResume;
import org.jspecify.annotations.Nullable;

/// Makes up titles, employers and dates that neither a document nor a request's text holds.
final class Inventor {
  private static final List<String> RANKS =
      List.of(
          "Senior",
          "Chief",
          "Lead",
          "Deputy",
          "Global",
          "Associate",
          "Interim",
          "Regional",
          "Principal",
          "Acting",
          "Executive",
          "Head");
  private static final List<String> FIELDS =
      List.of(
          "Glacier",
          "Moonbase",
          "Submarine",
          "Falconry",
          "Volcano",
          "Cathedral",
          "Lighthouse",
          "Asteroid",
          "Carousel",
          "Fjord",
          "Monsoon",
          "Caravan",
          "Harpsichord",
          "Tundra",
          "Zeppelin",
          "Saffron",
          "Obsidian",
          "Blimp",
          "Puppetry",
          "Heraldry",
          "Bonsai",
          "Avalanche",
          "Sundial",
          "Truffle",
          "Origami",
          "Lagoon",
          "Windmill",
          "Fresco",
          "Nebula",
          "Quartz");
  private static final List<String> TRADES =
      List.of(
          "Choreographer",
          "Inspector",
          "Coordinator",
          "Cartographer",
          "Broker",
          "Wrangler",
          "Architect",
          "Analyst",
          "Curator",
          "Dispatcher",
          "Surveyor",
          "Composer",
          "Custodian",
          "Strategist",
          "Auditor",
          "Pilot",
          "Restorer",
          "Negotiator",
          "Archivist",
          "Keeper");
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)(?:19|20)\\d{2}(?!\\d)");
  private static final Pattern LAST_DIGITS = Pattern.compile("\\d{2}(?!.*\\d)");
  private static final int TRIES = 1000;

  private final FoldedText text;
  private final List<ToldResume> others;
  private final SplittableRandom random;
  private final Set<String> told;

  /// @param others whose titles may be passed off as this document's
  /// @param random decides what is made up
  Inventor(
      FoldedText text,
      @Nullable ToldResume document,
      List<ToldResume> others,
      SplittableRandom random) {
    this.text = text;
    this.others = others;
    this.random = random;
    this.told =
        document == null
            ? new TreeSet<>()
            : TruthIndex.values(document)
                .map(v -> FoldedText.fold(v).toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Whether neither the text nor any told value holds it.
  boolean isNew(String value) {
    String folded = FoldedText.fold(value).toLowerCase(Locale.ROOT);
    return !text.mentions(value) && told.stream().noneMatch(t -> t.contains(folded));
  }

  /// A title from nowhere, another person's title, or the true one with a rank before it.
  String title(@Nullable String truth) {
    return made(
        () ->
            switch (random.nextInt(3)) {
              case 0 -> any(RANKS) + ' ' + any(FIELDS) + ' ' + any(TRADES);
              case 1 -> truth == null ? anothers() : any(RANKS) + ' ' + truth;
              default -> anothers();
            });
  }

  private String anothers() {
    List<ToldResume.Job> jobs =
        others.isEmpty() ? List.of() : others.get(random.nextInt(others.size())).experiences();
    String title = jobs.isEmpty() ? null : jobs.get(random.nextInt(jobs.size())).title();
    return title == null ? any(FIELDS) + ' ' + any(TRADES) : title;
  }

  String employer() {
    return made(() -> any(FIELDS) + " & " + any(TRADES) + "s " + any(List.of("NV", "Ltd", "SARL")));
  }

  /// A date in the manner of `like`, in a year that the text doesn't name.
  String date(@Nullable String like) {
    return made(() -> written(year(), like));
  }

  /// Two such dates, the first in an earlier year than the second.
  List<String> period(@Nullable String like) {
    String a = year();
    String b = year();
    while (b.equals(a)) {
      b = year();
    }
    String first = a.compareTo(b) < 0 ? a : b;
    String last = first.equals(a) ? b : a;
    return List.of(made(() -> written(first, like)), made(() -> written(last, like)));
  }

  private String written(String year, @Nullable String like) {
    if (like == null) {
      return String.format(Locale.ROOT, "%02d/%s", random.nextInt(1, 13), year);
    }
    Matcher four = YEAR.matcher(like);
    if (four.find()) {
      return four.replaceFirst(year);
    }
    Matcher two = LAST_DIGITS.matcher(like);
    return two.find() ? two.replaceFirst(year.substring(2)) : year;
  }

  /// No year of the text, nor one whose last two digits are a told year's; in a working life of
  /// our time if there is one.
  private String year() {
    for (int i = 0; i < TRIES; i++) {
      int drawn = i < TRIES / 2 ? random.nextInt(1970, 2025) : random.nextInt(1951, 2060);
      String year = String.valueOf(drawn);
      String shortly = year.substring(2);
      if (!text.mentions(year) && told.stream().noneMatch(t -> t.endsWith(shortly))) {
        return year;
      }
    }
    // A text that names every year of a century and more: go beyond.
    return String.valueOf(random.nextInt(2060, 9999));
  }

  /// Start and end with their months exchanged; null when that says nothing new.
  String @Nullable [] swapped(ToldResume.Job job) {
    if (job.start() == null || job.end() == null) {
      return null;
    }
    Matcher start = YEAR.matcher(job.start());
    Matcher end = YEAR.matcher(job.end());
    if (!start.find() || !end.find()) {
      return null;
    }
    String newStart = end.replaceFirst(start.group());
    String newEnd = start.replaceFirst(end.group());
    return isNew(newStart) && isNew(newEnd) ? new String[] {newStart, newEnd} : null;
  }

  private String made(Supplier<String> draw) {
    for (int i = 0; i < TRIES; i++) {
      String made = draw.get();
      if (isNew(made)) {
        return made;
      }
    }
    // So many told values that chance finds no way around them.
    String number = String.valueOf(random.nextInt(100_000, 1_000_000));
    return any(FIELDS) + ' ' + any(TRADES) + ' ' + number;
  }

  private String any(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
