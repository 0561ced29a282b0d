package org.jobtrail.predict.language;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.language.decoder.TokenDocument;
import org.jobtrail.predict.language.token.CareerTokenizer;
import org.jobtrail.predict.language.token.CareerTokens;
import org.jobtrail.predict.language.token.TokenClass;

/// People's careers as tokens with weights in the loss: 1 for a title's.
///
/// @param most tokens of a document
record CareerDocuments(CareerTokenizer careers, int most) {
  /// @param rest the weight of tokens outside titles
  List<TokenDocument> of(List<PanelPerson> people, double rest) {
    List<TokenDocument> documents = new ArrayList<>();
    for (PanelPerson person : people) {
      for (CareerTokens window : careers.windows(person, most)) {
        TokenClass[] classes = window.classes();
        float[] weights = new float[classes.length];
        for (int i = 0; i < weights.length; i++) {
          weights[i] = classes[i] == TokenClass.TITLE ? 1 : (float) rest;
        }
        documents.add(new TokenDocument(window.tokens(), weights));
      }
    }
    return documents;
  }

  /// What an epoch learns from.
  List<TokenDocument> of(List<PanelPerson> people, double rest, Hiding hiding, int epoch) {
    return of(hiding.of(people, careers.text().schema(), epoch), rest);
  }
}
