package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jobtrail.normalise.encoder.ConceptVectors;
import org.jobtrail.normalise.encoder.LabelEncoder;
import org.jobtrail.normalise.encoder.SignedVector;

/// Scores given forms as a trained model does, by meaning and together with two rankers of words.
///
/// Score of a form: `chars + WORDS·words + MEANING·cos(title, form) + CENTRE·cos(title, centre) −
/// LENGTH·ln(characters / 20)`, with the centre of all forms of the form's concept: a form that
/// lies far from the title still profits from what else its concept is called. Of two forms the
/// shorter one says less that the title doesn't (pivoted length: Singhal et al. 1996).
public final class MeaningFormRanker implements FormRanker {
  private static final float WORDS = 0.2f;
  private static final float MEANING = 2;
  private static final float CENTRE = 2;
  private static final double LENGTH = 0.1;

  private final FormRanker chars;
  private final FormRanker words;
  private final LabelEncoder encoder;
  private final ConceptVectors forms;
  private final int[] conceptOf;
  private final float[] lengths;
  private final ConceptVectors concepts;

  /// @param chars scores in `[0, 1]`, over the same forms
  /// @param words scores in `[0, 1]`, over the same forms
  public MeaningFormRanker(
      List<Form> forms, FormRanker chars, FormRanker words, LabelEncoder encoder) {
    this.chars = chars;
    this.words = words;
    this.encoder = encoder;
    this.conceptOf = new int[forms.size()];
    this.lengths = new float[conceptOf.length];
    Map<String, Integer> numbers = new HashMap<>();
    List<List<String>> ofConcept = new ArrayList<>();
    List<List<String>> alone = new ArrayList<>();
    for (int f = 0; f < conceptOf.length; f++) {
      Form form = forms.get(f);
      Integer known = numbers.putIfAbsent(form.concept(), numbers.size());
      conceptOf[f] = known == null ? numbers.size() - 1 : known;
      if (known == null) {
        ofConcept.add(new ArrayList<>());
      }
      String text = text(form.text());
      lengths[f] = (float) (LENGTH * Math.log(Math.max(3, text.length()) / 20.0));
      ofConcept.get(conceptOf[f]).add(text);
      alone.add(List.of(text));
    }
    this.forms = ConceptVectors.of(encoder, alone);
    this.concepts = ConceptVectors.of(encoder, ofConcept);
  }

  @Override
  public String name() {
    return TrainedNormaliser.NAME;
  }

  @Override
  public float[] scores(TitleQuery query) {
    SignedVector title = SignedVector.of(encoder.encode(text(query.title())));
    float[] meaning = forms.centres(title);
    float[] centres = concepts.centres(title);
    float[] byChars = chars.scores(query);
    float[] byWords = words.scores(query);
    float[] scores = new float[conceptOf.length];
    for (int f = 0; f < scores.length; f++) {
      scores[f] =
          byChars[f]
              + WORDS * byWords[f]
              + MEANING * meaning[f]
              + CENTRE * centres[conceptOf[f]]
              - lengths[f];
    }
    return scores;
  }

  private static String text(String raw) {
    return String.join(" ", TitleFolding.fold(raw));
  }
}
