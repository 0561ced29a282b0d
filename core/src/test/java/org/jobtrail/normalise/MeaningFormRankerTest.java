package org.jobtrail.normalise;

import java.util.List;

class MeaningFormRankerTest extends FormRankerContractTest {
  @Override
  protected FormRanker over(List<Form> forms) {
    FormRanker words = LexicalFormRanker.over(forms);
    return new MeaningFormRanker(forms, words, words, TrainedNormaliserTest.MODEL.encoder());
  }
}
