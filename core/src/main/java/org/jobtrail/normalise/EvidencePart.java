package org.jobtrail.normalise;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A kind of evidence that a title names a concept; a concept's score is their weighted sum.
///
/// Models are written with the parts' names; a part that a model doesn't know weighs nothing.
enum EvidencePart {
  WORDS(LabelMatch.Part.WORDS),
  LANGUAGE(LabelMatch.Part.LANGUAGE),
  PREFERRED(LabelMatch.Part.PREFERRED),
  EQUAL(LabelMatch.Part.EQUAL),
  SUPPORT(LabelMatch.Part.SUPPORT),
  VOTE(LabelMatch.Part.VOTE),
  TYPICAL(LabelMatch.Part.TYPICAL),
  VAGUE(LabelMatch.Part.VAGUE),
  /// Cosine of the title's vector and that of the concept's nearest label.
  MEANING("meaning like the label"),
  /// Cosine of the title's vector and the centre of the concept's labels.
  CENTRE("meaning like the occupation's labels taken together"),
  /// Cosine of the description's vector and the centre of the concept's labels.
  DESCRIPTION("what was done is like the occupation's labels"),
  /// Cosine of the employer's vector and the centre of the concept's labels.
  EMPLOYER("the employer's name is like the occupation's labels"),
  /// Cosine of the vector of the titles before and after and the centre of the concept's labels.
  CAREER("the titles before and after are like the occupation's labels"),
  CLASSIFIER(org.jobtrail.normalise.labelled.EvidencePart.CLASSIFIER),
  NEIGHBOURS(org.jobtrail.normalise.labelled.EvidencePart.NEIGHBOURS),
  CLOSEST(org.jobtrail.normalise.labelled.EvidencePart.CLOSEST),
  AGREED(org.jobtrail.normalise.labelled.EvidencePart.AGREED),
  FREQUENCY(org.jobtrail.normalise.labelled.EvidencePart.FREQUENCY),
  FEW(org.jobtrail.normalise.labelled.EvidencePart.FEW),
  UNTITLED(org.jobtrail.normalise.labelled.EvidencePart.UNTITLED),
  UNTITLED_NEAR(org.jobtrail.normalise.labelled.EvidencePart.UNTITLED_NEAR),
  UNTITLED_LABEL(org.jobtrail.normalise.labelled.EvidencePart.UNTITLED_LABEL);

  static final EvidencePart[] ALL = values();

  /// What comes from around the title.
  static final List<EvidencePart> OF_CONTEXT = List.of(DESCRIPTION, EMPLOYER, CAREER);

  /// What {@link LabelMatch} knows of the part; empty for those that come from vectors.
  final Optional<LabelMatch.Part> lexical;

  /// What labelled titles say; empty for what labels do.
  final Optional<org.jobtrail.normalise.labelled.EvidencePart> labelled;

  final String what;

  EvidencePart(LabelMatch.Part lexical) {
    this.lexical = Optional.of(lexical);
    this.labelled = Optional.empty();
    this.what = "";
  }

  EvidencePart(org.jobtrail.normalise.labelled.EvidencePart labelled) {
    this.lexical = Optional.empty();
    this.labelled = Optional.of(labelled);
    this.what = labelled.what();
  }

  EvidencePart(String what) {
    this.lexical = Optional.empty();
    this.labelled = Optional.empty();
    this.what = what;
  }

  /// Where its value stands among a concept's; never written to a file.
  @SuppressWarnings("EnumOrdinal")
  int at() {
    return ordinal();
  }

  /// As model files have it: `words`, `meaning`.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
