package org.jobtrail.predict.logit;

import java.util.List;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.RecordFeatures;

/// The features of a record, by number; almost all are 0 or 1.
///
/// In this order: bias; last outcome (or none); the outcome before that spell (or none); records in
/// the present outcome (0 to 10 and more); record index (0 to 15 and more); period; periods since
/// the last record (0 to 4 and more); levels of fixed and varying covariates; whether a varying
/// covariate changed; the covariates' levels once more for first records alone. With `held_before`
/// each outcome's share of the past; and, only for staying, log tenure by outcome and numbers about
/// the whole past.
///
/// Source: Vafa et al., CAREER, arXiv:2202.08370, the survey regression baseline of its code.
final class FeatureSpace {
  private static final int TENURES = 11;
  private static final int INDICES = 16;
  private static final int GAPS = 5;

  /// Numbers about the whole past for staying.
  private static final int PAST = RecordFeatures.NUMBERS;

  /// Terms of an outcome held before.
  static final int TERMS = RecordFeatures.TERMS;

  private final int outcomes;
  private final List<Covariate> fixed;
  private final List<Covariate> varying;
  private final int firstPeriod;
  private final int periods;
  private final boolean heldBefore;
  private final int levels;

  private FeatureSpace(PanelSchema schema, int firstPeriod, int lastPeriod, boolean heldBefore) {
    this.outcomes = schema.outcomes().size();
    this.fixed = schema.fixed();
    this.varying = schema.varying();
    this.firstPeriod = firstPeriod;
    this.periods = lastPeriod - firstPeriod + 1;
    this.heldBefore = heldBefore;
    this.levels = count(fixed) + count(varying);
    if (periods < 1) {
      throw new IllegalArgumentException(
          "period " + lastPeriod + " is before the first one, " + firstPeriod);
    }
  }

  private static int count(List<Covariate> covariates) {
    return covariates.stream().mapToInt(c -> c.levels().size()).sum();
  }

  /// @param periods the first and the last that training people have; others count as the nearest
  static FeatureSpace of(PanelSchema schema, long[] periods, boolean heldBefore) {
    return new FeatureSpace(
        schema, Math.toIntExact(periods[0]), Math.toIntExact(periods[1]), heldBefore);
  }

  /// The first and the last period of the training people.
  static long[] periods(Panel panel) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (PanelPerson person : panel.people(Split.TRAIN)) {
      first = Math.min(first, person.period(0));
      last = Math.max(last, person.period(person.size() - 1));
    }
    return new long[] {first, last};
  }

  /// How many features destinations have.
  int size() {
    return 1
        + 2 * (outcomes + 1)
        + TENURES
        + INDICES
        + periods
        + GAPS
        + levels
        + varying.size()
        + levels
        + (heldBefore ? outcomes : 0);
  }

  /// How many features staying has.
  int staySize() {
    return size() + (heldBefore ? outcomes + PAST : 0);
  }

  int termCount() {
    return heldBefore ? TERMS : 0;
  }

  /// Adds a record's features; the row is not ended.
  void features(PanelPerson person, int t, RecordFeatures past, Design design) {
    int at = 0;
    design.feature(at, 1);
    at += 1;
    design.feature(at + past.previous() + 1, 1);
    at += outcomes + 1;
    design.feature(at + past.before() + 1, 1);
    at += outcomes + 1;
    design.feature(at + Math.min(TENURES - 1, past.tenure()), 1);
    at += TENURES;
    design.feature(at + Math.min(INDICES - 1, past.index()), 1);
    at += INDICES;
    design.feature(at + Math.clamp(person.period(t) - (long) firstPeriod, 0, periods - 1), 1);
    at += periods;
    design.feature(at + Math.min(GAPS - 1, past.gap()), 1);
    at += GAPS;
    levels(person, t, at, design);
    at += levels;
    for (int v = 0; v < varying.size(); v++) {
      if (RecordFeatures.changed(person, v, t)) {
        design.feature(at + v, 1);
      }
    }
    at += varying.size();
    if (t == 0) {
      levels(person, t, at, design);
    }
    at += levels;
    if (heldBefore) {
      for (RecordFeatures.Held held : past.latestFirst()) {
        design.feature(at + held.outcome(), held.count() / (double) t);
      }
    }
  }

  private void levels(PanelPerson person, int t, int from, Design design) {
    int at = from;
    for (int c = 0; c < fixed.size(); c++) {
      design.feature(at + person.fixed(c), 1);
      at += fixed.get(c).levels().size();
    }
    for (int v = 0; v < varying.size(); v++) {
      design.feature(at + person.varying(v, t), 1);
      at += varying.get(v).levels().size();
    }
  }

  /// Adds what only staying looks at.
  void stayFeatures(RecordFeatures past, Design design) {
    if (!heldBefore) {
      return;
    }
    int at = size();
    design.feature(at + past.previous(), Math.log(past.tenure()));
    at += outcomes;
    for (double number : past.numbers()) {
      design.feature(at++, number);
    }
  }

  /// Adds {@link RecordFeatures#terms} of the outcomes held before.
  ///
  /// @param leftOut an outcome that needs none
  void terms(RecordFeatures past, int leftOut, Design design) {
    if (!heldBefore) {
      return;
    }
    for (RecordFeatures.Held held : past.latestFirst()) {
      if (held.outcome() != leftOut) {
        design.terms(held.outcome(), past.terms(held));
      }
    }
  }
}
