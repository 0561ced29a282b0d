package org.jobtrail.predict.language;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;

/// Covariates that training documents don't tell, so that a model has learnt what to make of people
/// of whom less is known.
///
/// What is hidden of a person is drawn anew in every epoch, by seed, person and epoch alone. After
/// the idea of dropping whole inputs in Srivastava et al. 2014, JMLR 15.
///
/// @param rate of each covariate, in `[0, 1)`; besides, in half of this rate all are hidden at once
record Hiding(double rate, long seed) {
  Hiding {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("hide must be in [0, 1), found " + rate);
    }
  }

  PanelPerson of(PanelPerson person, PanelSchema schema, int epoch) {
    if (rate == 0) {
      return person;
    }
    SplittableRandom random =
        new SplittableRandom(
            (seed * 0x9E3779B97F4A7C15L + person.id().hashCode()) * 0x632BE59BD9B4E019L + epoch);
    boolean all = random.nextDouble() < rate / 2;
    boolean[] fixed = new boolean[schema.fixed().size()];
    boolean[] varying = new boolean[schema.varying().size()];
    for (int c = 0; c < fixed.length; c++) {
      fixed[c] = random.nextDouble() < rate || all;
    }
    for (int c = 0; c < varying.length; c++) {
      varying[c] = random.nextDouble() < rate || all;
    }
    return person.hiding(c -> fixed[c], c -> varying[c]);
  }

  List<PanelPerson> of(List<PanelPerson> people, PanelSchema schema, int epoch) {
    return people.stream().map(person -> of(person, schema, epoch)).toList();
  }

  /// Everybody as told, and everybody as in the first epoch: what a tokenizer should know.
  List<PanelPerson> both(List<PanelPerson> people, PanelSchema schema) {
    List<PanelPerson> both = new ArrayList<>(people);
    if (rate > 0) {
      both.addAll(of(people, schema, 0));
    }
    return both;
  }
}
