package org.jobtrail.normalise.labelled;

/// What labelled titles say of one title: the parts of every concept worth looking at, concepts
/// ascending.
///
/// A concept that is not among them has no label like the title, no near labelled title, and a
/// classifier's probability below that of those here.
public final class TitleEvidence {
  private static final int PARTS = EvidencePart.values().length;

  private final int[] concepts;
  private final float[] values;

  /// @param values shape `[concepts, parts]`
  TitleEvidence(int[] concepts, float[] values) {
    this.concepts = concepts;
    this.values = values;
  }

  public int size() {
    return concepts.length;
  }

  public int concept(int position) {
    return concepts[position];
  }

  /// @param position of the concept, below {@link #size()}
  public float value(int position, EvidencePart part) {
    return values[position * PARTS + part.at];
  }
}
