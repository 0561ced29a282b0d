package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.career.Education;
import org.jobtrail.career.EducationLevel;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Resume;
import org.jobtrail.career.Stated;
import org.jobtrail.career.StatedDate;
import org.jobtrail.extract.FoldedText.Place;
import org.jobtrail.extract.GroundedDates.Dates;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.ingest.Document;
import org.jspecify.annotations.Nullable;

/// Finds what is claimed of a résumé in its visible text, and believes only that.
///
/// Every value of the result is the text's own words at their place, never the claim's. A title
/// that can't be found costs its experience; any other value that can't be found is not stated.
/// Where a quote stands several times, the place nearest to the other values of its experience
/// counts, and one that no experience before it took. Dates are read by {@link
/// org.jobtrail.extract.date}, in the context in which they stand.
public final class Grounding {
  /// Characters between a title and its dates, or its employer, at most.
  private static final int REACH = 2500;

  /// What it costs to take a title that an earlier experience took, in characters of distance.
  private static final int TAKEN = 100_000;

  /// The same for a date range, which posts at one employer may share.
  private static final int SHARED = 2_000;

  private static final double CONFIDENCE = 0.9;
  private static final int LONGEST_TITLE = 200;

  private final Document document;
  private final Tokens tokens;
  private final FoldedText text;
  private final GroundedDates dates;
  private final List<Missing> missing = new ArrayList<>();
  private final TreeMap<String, Integer> setAside = new TreeMap<>();
  private final Set<Place> takenTitles = new HashSet<>();
  private final Set<Place> takenDates = new HashSet<>();

  /// A claimed value that was not believed.
  ///
  /// @param where `experiences[2].title`
  /// @param claim the value as claimed; personal data, for the model that claimed it only
  /// @param reason such as `title-not-in-text`
  public record Missing(String where, String claim, String reason) {}

  /// @param missing in the order of the claims
  /// @param setAside how many by reason
  public record Grounded(
      Resume resume, List<Missing> missing, SortedMap<String, Integer> setAside) {}

  /// An experience with the places that its values were found at.
  private record Found(
      @Nullable Place title, @Nullable Place employer, @Nullable Place place, Dates dates) {
    int start() {
      return Math.min(
          Math.min(startOf(title), startOf(employer)),
          dates.whole() == null ? Integer.MAX_VALUE : dates.whole().start());
    }

    int end() {
      return Math.max(
          Math.max(Math.max(endOf(title), endOf(employer)), endOf(place)), endOf(dates.whole()));
    }

    private static int startOf(@Nullable Place place) {
      return place == null ? Integer.MAX_VALUE : place.start();
    }

    private static int endOf(@Nullable Place place) {
      return place == null ? 0 : place.end();
    }
  }

  private Grounding(Document document) {
    this.document = document;
    this.tokens = Tokens.of(document.text().text());
    this.text = new FoldedText(document.text().text());
    this.dates = new GroundedDates(tokens, text, document.language(), document.text());
  }

  /// Linear in the text for each claim; the claims may be anything.
  public static Grounded of(Document document, Claims claims) {
    Grounding grounding = new Grounding(document);
    List<Experience> experiences = grounding.experiences(claims.experiences());
    List<Education> education = grounding.education(claims.education());
    Resume resume =
        new Resume(
            document.id(),
            document.personId(),
            document.language(),
            document.date(),
            experiences,
            education);
    return new Grounded(resume, grounding.missing, grounding.setAside);
  }

  private List<Experience> experiences(List<Claims.Experience> claims) {
    List<Found> found = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    for (int i = 0; i < claims.size(); i++) {
      Found experience = find(claims.get(i), "experiences[" + i + "].");
      if (experience == null) {
        continue;
      }
      List<Object> same =
          List.of(
              Objects.requireNonNullElse(experience.title, "none"),
              Objects.requireNonNullElse(experience.dates.whole(), "none"));
      if (seen.add(same)) {
        found.add(experience);
      } else {
        count("duplicate");
      }
    }
    found.sort(Comparator.comparingInt(Found::start).thenComparingInt(Found::end));
    Descriptions descriptions = new Descriptions(Lines.of(tokens));
    List<Experience> experiences = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Found f = found.get(i);
      int next = i + 1 < found.size() ? tokenAt(found.get(i + 1).start()) : Integer.MAX_VALUE;
      experiences.add(
          new Experience(
              i,
              stated(f.title),
              stated(f.employer),
              stated(f.place),
              described(descriptions.between(wordAt(f.end()), next)),
              f.dates.start(),
              f.dates.end(),
              CONFIDENCE));
    }
    return experiences;
  }

  private @Nullable Found find(Claims.Experience claim, String where) {
    List<Place> titles = places(claim.title());
    if (claim.title() != null && !claim.title().isBlank() && titles.isEmpty()) {
      missing(where + "title", claim.title(), "title-not-in-text");
      return null;
    }
    List<Place> employers = found(claim.employer(), where, "employer");
    List<Place> anchors = titles.isEmpty() ? employers : titles;
    if (anchors.isEmpty()) {
      // Dates alone are no job.
      count("no-title-and-no-employer");
      return null;
    }
    List<Dates> options = dates.options(claim.start(), claim.end());
    Place anchor = anchors.getFirst();
    Dates chosen = Dates.NONE;
    long best = Long.MAX_VALUE;
    for (Place a : anchors) {
      long taken = takenTitles.contains(a) ? TAKEN : 0;
      if (options.isEmpty() && taken < best) {
        best = taken;
        anchor = a;
      }
      for (Dates d : options) {
        Place whole = Objects.requireNonNull(d.whole());
        long cost = a.gapTo(whole) + taken + (takenDates.contains(whole) ? SHARED : 0);
        if (cost < best) {
          best = cost;
          anchor = a;
          chosen = d;
        }
      }
    }
    if (chosen.whole() != null && anchor.gapTo(chosen.whole()) > REACH) {
      missing(where + "start", String.valueOf(claim.start()), "dates-apart-from-title");
      chosen = Dates.NONE;
    } else {
      unread(claim.start(), chosen.start(), where, "start");
      unread(claim.end(), chosen.end(), where, "end");
    }
    takenTitles.add(anchor);
    if (chosen.whole() != null) {
      takenDates.add(chosen.whole());
    }
    Place title = titles.isEmpty() ? null : anchor;
    Place employer = titles.isEmpty() ? anchor : nearest(employers, anchor);
    return new Found(
        title, employer, nearest(found(claim.place(), where, "place"), anchor), chosen);
  }

  /// Says why a claimed date was not read.
  private void unread(@Nullable String claim, StatedDate read, String where, String field) {
    if (claim != null && !claim.isBlank() && read.equals(StatedDate.UNKNOWN)) {
      missing(
          where + field,
          claim,
          field + (text.places(claim).isEmpty() ? "-not-in-text" : "-not-a-date"));
    }
  }

  private List<Education> education(List<Claims.Education> claims) {
    List<Education> education = new ArrayList<>();
    Set<Place> seen = new HashSet<>();
    DegreeWords degrees = new DegreeWords(tokens);
    for (int i = 0; i < claims.size(); i++) {
      Claims.Education claim = claims.get(i);
      String where = "education[" + i + "].";
      List<Place> programmes = found(claim.programme(), where, "programme");
      List<Place> schools = found(claim.institution(), where, "institution");
      List<Place> anchors = programmes.isEmpty() ? schools : programmes;
      if (anchors.isEmpty()) {
        count("no-programme-and-no-institution");
        continue;
      }
      Place anchor = anchors.stream().filter(a -> !seen.contains(a)).findFirst().orElse(null);
      if (anchor == null) {
        count("duplicate");
        continue;
      }
      seen.add(anchor);
      Place programme = programmes.isEmpty() ? null : anchor;
      Place school = programmes.isEmpty() ? anchor : nearest(schools, anchor);
      Dates when =
          dates.options(claim.start(), claim.end()).stream()
              .min(Comparator.comparingInt(d -> anchor.gapTo(Objects.requireNonNull(d.whole()))))
              .filter(d -> anchor.gapTo(Objects.requireNonNull(d.whole())) <= REACH)
              .orElse(Dates.NONE);
      unread(claim.start(), when.start(), where, "start");
      unread(claim.end(), when.end(), where, "end");
      education.add(
          new Education(
              education.size(),
              stated(programme),
              stated(school),
              level(degrees, programme, school),
              when.start(),
              when.end(),
              CONFIDENCE));
    }
    return education;
  }

  /// What a degree named in the words says, else what the kind of school hints at.
  private EducationLevel level(
      DegreeWords degrees, @Nullable Place programme, @Nullable Place school) {
    EducationLevel named = EducationLevel.NONE;
    EducationLevel hinted = EducationLevel.NONE;
    for (Place place : new Place[] {programme, school}) {
      if (place == null) {
        continue;
      }
      int to = tokenAt(place.end());
      for (int t = tokenAt(place.start()); t < to; t++) {
        named = max(named, degrees.named(t));
        hinted = max(hinted, degrees.hinted(t));
      }
    }
    return named == EducationLevel.NONE ? hinted : named;
  }

  private static EducationLevel max(EducationLevel a, EducationLevel b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private List<Place> places(@Nullable String claim) {
    return claim == null || claim.length() > LONGEST_TITLE || !hasTwoLetters(claim)
        ? List.of()
        : text.places(claim);
  }

  private static boolean hasTwoLetters(String claim) {
    return claim.chars().filter(Character::isLetter).limit(2).count() == 2;
  }

  /// The places of a claim; says so when there is none.
  private List<Place> found(@Nullable String claim, String where, String field) {
    List<Place> places = places(claim);
    if (places.isEmpty() && claim != null && !claim.isBlank()) {
      missing(where + field, claim, field + "-not-in-text");
    }
    return places;
  }

  private static @Nullable Place nearest(List<Place> places, Place anchor) {
    return places.stream()
        .filter(p -> p.gapTo(anchor) <= REACH)
        .min(Comparator.comparingInt(p -> p.gapTo(anchor)))
        .orElse(null);
  }

  private Stated stated(@Nullable Place place) {
    return place == null
        ? Stated.absent()
        : new Stated.Quoted(
            Tokens.foldSpace(document.text().text(), place.start(), place.end()),
            document.text().span(place.start(), place.end()),
            CONFIDENCE);
  }

  private Stated described(@Nullable Phrase phrase) {
    return phrase == null
        ? Stated.absent()
        : stated(new Place(tokens.start(phrase.first()), tokens.end(phrase.last() - 1)));
  }

  /// The first word or number that begins at or after the offset.
  private int wordAt(int offset) {
    int token = tokenAt(offset);
    while (tokens.isMark(token)) {
      token++;
    }
    return token;
  }

  /// The first token that begins at or after the offset.
  private int tokenAt(int offset) {
    int low = 0;
    int high = tokens.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.start(middle) < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void missing(String where, String claim, String reason) {
    missing.add(new Missing(where, claim, reason));
    count(reason);
  }

  private void count(String reason) {
    setAside.merge(reason, 1, Integer::sum);
  }
}
