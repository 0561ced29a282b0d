package org.jobtrail.extract.pseudonym;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;

/// A text cut into segments, each in the part of the résumé that its heading opens.
///
/// A segment is what its writer set apart: a line, a cell, an item of a list. Without headings the
/// head ends after {@link #LONGEST_HEAD} segments.
final class Outline {
  /// Where in a résumé a segment stands.
  enum Part {
    /// Before the first heading: who the person is.
    HEAD,
    CONTACT,
    /// Jobs and studies, whose employers, schools and places must stay readable.
    WORK,
    REFERENCES,
    OTHER
  }

  /// @param first first token
  /// @param last one past the last token
  record Segment(int first, int last, Part part, boolean heading) {}

  static final int LONGEST_HEAD = 40;
  private static final int LONGEST_HEADING = 9;

  /// Says what the document is and opens nothing, though `résumé` may head a summary too.
  private static final Set<Long> DOCUMENT =
      headings("resume|résumé|cv|curriculum vitae|curriculum|vita|lebenslauf|currículum");

  private static final Set<Long> CONTACT =
      headings(
          "contact|contacts|contact details|contact information|contact info|personal details|"
              + "personal information|personal data|personal particulars|personal|personal profile|"
              + "bio data|biodata|about|address|"
              + "contactgegevens|persoonlijke gegevens|persoonsgegevens|personalia|gegevens|"
              + "coordonnées|mes coordonnées|données personnelles|informations personnelles|"
              + "renseignements personnels|état civil|infos personnelles|me contacter|"
              + "kontakt|kontaktdaten|persönliche daten|persönliche angaben|zur person|"
              + "persönliche informationen|"
              + "datos personales|contacto|datos de contacto|información personal|"
              + "información de contacto|datos");
  private static final Set<Long> REFERENCES =
      headings(
          "references|reference|referees|professional references|personal references|"
              + "academic references|references and referees|character references|"
              + "referenties|referentie|références|référence|personnes de référence|"
              + "referenzen|referenz|referencias|referencia|recommendations|testimonials|"
              + "aanbevelingen|recommandations|empfehlungen|recomendaciones");

  private final Tokens tokens;
  private final List<Segment> segments = new ArrayList<>();
  private Part part = Part.HEAD;

  private Outline(Tokens tokens) {
    this.tokens = tokens;
  }

  static Outline of(Tokens tokens) {
    Outline outline = new Outline(tokens);
    int first = 0;
    for (int i = 1; i <= tokens.size(); i++) {
      boolean breaks =
          i == tokens.size()
              || tokens.gap(i) == Gap.LINE
              || tokens.gap(i) == Gap.WIDE
              || separates(tokens, i - 1)
              || separates(tokens, i);
      if (breaks) {
        outline.add(first, i);
        first = i;
      }
    }
    return outline;
  }

  private static boolean separates(Tokens tokens, int i) {
    return tokens.isMark(i, '•') || tokens.isMark(i, '|') || tokens.isMark(i, '\uFFFD');
  }

  List<Segment> segments() {
    return segments;
  }

  private void add(int first, int last) {
    boolean heading = last - first <= LONGEST_HEADING && opens(first, last);
    if (part == Part.HEAD && !heading && segments.size() >= LONGEST_HEAD) {
      part = Part.OTHER;
    }
    segments.add(new Segment(first, last, part, heading));
  }

  /// Whether the segment is a heading; then what follows stands in its part.
  private boolean opens(int first, int last) {
    int end = last;
    while (end > first && tokens.isMark(end - 1)) {
      end--;
    }
    int start = first;
    while (start < end && (tokens.isMark(start) || tokens.isNumber(start))) {
      start++;
    }
    if (start == end || tokens.shape(start) == Shape.LOWER) {
      return false;
    }
    long squeezed = tokens.squeeze(start, end, false);
    if (part == Part.HEAD && DOCUMENT.contains(squeezed)) {
      return true;
    }
    if (CONTACT.contains(squeezed)) {
      part = Part.CONTACT;
      return true;
    }
    if (REFERENCES.contains(squeezed)) {
      part = Part.REFERENCES;
      return true;
    }
    long classes = tokens.lexicon().headingOf(squeezed);
    if (classes == 0) {
      return false;
    }
    long work =
        WordClass.HEADING_EXPERIENCE.bit()
            | WordClass.HEADING_EDUCATION.bit()
            | WordClass.HEADING_VOLUNTEER.bit()
            | WordClass.HEADING_PROJECTS.bit();
    part = (classes & work) != 0 ? Part.WORK : Part.OTHER;
    return true;
  }

  private static Set<Long> headings(String all) {
    Set<Long> hashes = new HashSet<>();
    Arrays.stream(all.split("\\|"))
        .map(Tokens::of)
        .forEach(t -> hashes.add(t.squeeze(0, t.size(), false)));
    return hashes;
  }
}
