package org.jobtrail.extract;

import org.jobtrail.career.EducationLevel;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;

/// Which education level a word or phrase says, and whether it names a degree or only hints at one.
///
/// Short forms are careful: `BA` and `B.A.` are degrees, `ba` and `as` are not; `MA` after a comma
/// is Massachusetts.
final class DegreeWords {
  private final Tokens tokens;

  DegreeWords(Tokens tokens) {
    this.tokens = tokens;
  }

  /// The level of the degree named at the token; `NONE` when none is.
  EducationLevel named(int i) {
    long classes = classes(i);
    return (classes & WordClass.DEGREE_HINT.bit()) != 0
        ? EducationLevel.NONE
        : EducationReader.levelOf(classes);
  }

  /// The level that the kind of school at the token hints at; `NONE` when it hints at none.
  EducationLevel hinted(int i) {
    long classes = classes(i);
    return (classes & WordClass.DEGREE_HINT.bit()) != 0
        ? EducationReader.levelOf(classes)
        : EducationLevel.NONE;
  }

  /// How many tokens the degree at the token takes; 0 when there is none.
  int length(int i) {
    if (classes(i) == 0) {
      return 0;
    }
    return (tokens.phraseClasses(i) & WordClass.DEGREE) != 0 ? tokens.phraseLength(i) : 1;
  }

  private long classes(int i) {
    if (tokens.isMark(i)
        || tokens.startsPhrase(i, WordClass.NOT_DEGREE)
        || tokens.startsPhrase(i - 1, WordClass.NOT_DEGREE)) {
      return 0;
    }
    if ((tokens.phraseClasses(i) & WordClass.DEGREE) != 0) {
      int last = i + tokens.phraseLength(i) - 1;
      int letters = tokens.end(last) - tokens.start(i);
      return letters > 5 || tokens.shape(i) != Shape.LOWER ? tokens.phraseClasses(i) : 0;
    }
    long classes = tokens.classes(i);
    if ((classes & WordClass.DEGREE) == 0) {
      return tokens.isWord(i) && tokens.length(i) >= 8 && classes == 0 ? compound(i) : 0;
    }
    if (tokens.length(i) <= 3 && tokens.shape(i) == Shape.LOWER) {
      return 0;
    }
    boolean state =
        tokens.length(i) == 2
            && tokens.is(i, WordClass.PLACE)
            && i > 1
            && tokens.isMark(i - 1, ',')
            && (tokens.classes(i - 2) & WordClass.DEGREE) == 0;
    return state || (tokens.length(i) == 2 && tokens.shape(i) != Shape.UPPER) ? 0 : classes;
  }

  /// "Kochlehre", "huishoudschool": the end of a compound hints at a kind of school only.
  private long compound(int i) {
    return (tokens.compoundClasses(i) & WordClass.DEGREE_SECONDARY.bit()) != 0
        ? WordClass.DEGREE_SECONDARY.bit() | WordClass.DEGREE_HINT.bit()
        : 0;
  }

  /// Whether the token is part of a school's name: "University", "Lycée".
  boolean school(int i) {
    return tokens.isWord(i)
        && tokens.shape(i) != Shape.LOWER
        && (tokens.is(i, WordClass.SCHOOL)
            || tokens.startsPhrase(i, WordClass.SCHOOL)
            || (tokens.length(i) >= 9 && schoolCompound(i)));
  }

  private boolean schoolCompound(int i) {
    return tokens.classes(i) == 0 && (tokens.compoundClasses(i) & WordClass.SCHOOL.bit()) != 0;
  }
}
