package org.jobtrail.extract.pseudonym;

import java.util.HashSet;
import java.util.Set;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;

/// Reads words that can be a person's name, and weighs whether they are one.
final class NameWords {
  static final int LONGEST = 20;

  private static final Set<Long> PARTICLES =
      hashes(
          "van der de den du la le von zu el del di da ten ter te t dos das y e bin ben al op ap");
  private static final Set<Long> HONORIFICS =
      hashes(
          "mr mrs ms miss mister dr prof professor sir dhr mevr mw mevrouw mijnheer meneer heer"
              + " juffrouw mme mlle madame monsieur mademoiselle herr herrn frau señor señora señorita"
              + " sra srta doña rev reverend");

  /// Words of résumés that no lexicon of titles, firms and headings has.
  private static final Set<Long> STRANGERS =
      hashes(
          "resume résumé cv curriculum vitae template sample example examples format page name your"
              + " client applicant number phone mobile telephone tel cell fax email mail e-mail"
              + " address website linkedin github skype twitter facebook indeed profile summary"
              + " objective career available upon request references street road avenue lane drive"
              + " college university school institute academy hospital bank group inc ltd llc gmbh"
              + " company corporation services solutions systems technologies technology software"
              + " hardware engineering development design marketing sales management business"
              + " education science sciences arts city state zip code county united kingdom states"
              + " america north south east west new nationality married single male female gender"
              + " adres telefoon gsm e-mailadres nationaliteit naam voornaam werkervaring opleiding"
              + " adresse téléphone nom prénom nationalité expérience formation lebenslauf telefon"
              + " anschrift nombre apellidos dirección teléfono currículum formación experiencia"
              + " part time full present current responsible skills experience qualification"
              + " qualifications certified certification windows linux java oracle microsoft adobe"
              + " english french dutch german spanish hindi language languages visa driver licence"
              + " license internal external art special elementary physical high entry level last"
              + " linked marital status mr mrs ms first market seeker job credit course matric font styles steakhouse castle confidential personal details data information contact home work");

  private static final Set<Long> INSTITUTIONS =
      hashes(
          "university college school institute academy hospital clinic bank group inc ltd llc plc"
              + " gmbh company corporation foundation church universiteit hogeschool ziekenhuis"
              + " stichting université école lycée hôpital universität hochschule schule klinik"
              + " universidad escuela instituto colegio");

  private static final long NOT_A_NAME =
      WordClass.TITLE.bit()
          | WordClass.NOT_TITLE.bit()
          | WordClass.DEPARTMENT.bit()
          | WordClass.EMPLOYER.bit()
          | WordClass.EMPLOYER_MASK.bit()
          | WordClass.PLACE_MASK.bit()
          | WordClass.LEGAL.bit()
          | WordClass.LEVEL.bit()
          | WordClass.PRODUCT.bit()
          | WordClass.MONTH.bit()
          | WordClass.SEASON.bit()
          | WordClass.VERB.bit()
          | WordClass.FUNCTION.bit()
          | WordClass.ONGOING.bit()
          | WordClass.SCHOOL.bit()
          | WordClass.WORKED.bit()
          | WordClass.DEGREE
          | WordClass.LABEL;

  private final Tokens tokens;

  NameWords(Tokens tokens) {
    this.tokens = tokens;
  }

  static Set<Long> hashes(String words) {
    Set<Long> hashes = new HashSet<>();
    Tokens tokens = Tokens.of(words);
    for (int i = 0; i < tokens.size(); i++) {
      hashes.add(tokens.hash(i));
    }
    return hashes;
  }

  boolean isHonorific(int i) {
    return tokens.isWord(i) && HONORIFICS.contains(tokens.hash(i));
  }

  boolean isParticle(int i) {
    return tokens.isWord(i) && PARTICLES.contains(tokens.hash(i));
  }

  /// Whether the word stands in an everyday class of résumés, so is hardly a name.
  boolean isStranger(int i) {
    if (tokens.length(i) == 1) {
      return false; // an initial, or the O of O'Brien
    }
    boolean secondHalf = i > 0 && tokens.gap(i) == Gap.NONE && tokens.isMark(i - 1, '-');
    return STRANGERS.contains(tokens.hash(i))
        || (!secondHalf && (tokens.classes(i) & NOT_A_NAME) != 0);
  }

  /// A word that makes a firm, a school or a hospital of the name before it.
  boolean isInstitution(int i) {
    return tokens.is(i, WordClass.SCHOOL)
        || tokens.is(i, WordClass.EMPLOYER)
        || tokens.is(i, WordClass.LEGAL)
        || (tokens.isWord(i) && i < tokens.size() && INSTITUTIONS.contains(tokens.hash(i)));
  }

  boolean isCapitalised(int i) {
    return tokens.isWord(i) && tokens.shape(i) != Shape.LOWER && letters(i);
  }

  private boolean letters(int i) {
    for (int c = tokens.start(i); c < tokens.end(i); c++) {
      if (!Character.isLetter(tokens.text().charAt(c))) {
        return false;
      }
    }
    return true;
  }

  /// One past the words from the token on that can be one name, with initials and particles;
  /// `first` when none can.
  int end(int first, int limit) {
    int end = first;
    int words = 0;
    int i = first;
    while (i < limit && words < LONGEST && i - first < 3 * LONGEST) {
      if (i > first && (tokens.gap(i) == Gap.LINE || tokens.gap(i) == Gap.WIDE)) {
        break;
      }
      if (isCapitalised(i)) {
        words++;
        i++;
        end = i;
        // "J." and "Wm.", but no full stop after a longer word.
        if (i < limit
            && tokens.isMark(i, '.')
            && tokens.gap(i) == Gap.NONE
            && (tokens.length(i - 1) == 1 || isInitial(i + 1, limit))) {
          i++;
          end = i;
        }
      } else if (isParticle(i)
          || (i > first
              && (tokens.isMark(i, '-') || tokens.isMark(i, '\''))
              && tokens.gap(i) == Gap.NONE
              && i + 1 < limit
              && tokens.isWord(i + 1)
              && tokens.gap(i + 1) == Gap.NONE)) {
        i++;
      } else if (tokens.isMark(i, '\'') && i + 1 < limit && isParticle(i + 1)) {
        i++;
      } else {
        break;
      }
    }
    return words == 0 ? first : end;
  }

  /// "Murugan.K": an initial glued behind.
  private boolean isInitial(int i, int limit) {
    return i < limit && isCapitalised(i) && tokens.length(i) == 1 && tokens.gap(i) == Gap.NONE;
  }

  /// `end`, or the first word after two that is hardly part of a name: "Jan Peeters Java
  /// Developer".
  int trimmed(int first, int end) {
    int count = 0;
    for (int i = first; i < end; i++) {
      if (!isCapitalised(i)) {
        continue;
      }
      boolean stranger = isStranger(i) && !FirstNames.isOne(tokens, i) && !isParticle(i);
      if (count >= 2 && (stranger || isAbbreviation(first, i))) {
        return lettersOnly(first, i);
      }
      count++;
    }
    return end;
  }

  /// Without what joined the name to the word cut off, and without an abbreviation before it.
  private int lettersOnly(int first, int end) {
    int last = end;
    while (last > first + 1 && (tokens.isMark(last - 1) || isAbbreviation(first, last - 1))) {
      last--;
    }
    return last;
  }

  private boolean isAbbreviation(int first, int i) {
    return tokens.shape(i) == Shape.UPPER
        && tokens.length(i) > 1
        && tokens.length(i) <= 4
        && tokens.shape(first) != Shape.UPPER;
  }

  /// Words in a name, particles and initials included.
  int count(int first, int end) {
    int words = 0;
    for (int i = first; i < end; i++) {
      words += tokens.isWord(i) ? 1 : 0;
    }
    return words;
  }

  /// How many of the words are hardly part of a name; a known first name is, whatever else it is.
  int strangers(int first, int end) {
    int strangers = 0;
    for (int i = first; i < end; i++) {
      if (isCapitalised(i) && isStranger(i) && !FirstNames.isOne(tokens, i) && !isParticle(i)) {
        strangers++;
      }
      if (tokens.startsPhrase(i, WordClass.PLACE) || tokens.startsPhrase(i, WordClass.TITLE)) {
        strangers++;
      }
    }
    return strangers;
  }

  int firstNames(int first, int end) {
    int known = 0;
    for (int i = first; i < end; i++) {
      known += FirstNames.isOne(tokens, i) && tokens.length(i) > 1 ? 1 : 0;
    }
    return known;
  }
}
