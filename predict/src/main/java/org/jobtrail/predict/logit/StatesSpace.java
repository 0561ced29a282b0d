package org.jobtrail.predict.logit;

import java.util.List;
import java.util.Optional;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.RecordFeatures;

/// A record's features where a model's hidden state is among them: first the bias alone or the
/// hand-made features of {@link FeatureSpace}, then the state's units, standardised on the training
/// people.
final class StatesSpace {
  /// A unit that varies less counts as one that doesn't vary.
  private static final double CONSTANT = 1e-8;

  private final Optional<FeatureSpace> handMade;

  /// `[units]`
  private final double[] mean;

  /// `[units]`, above 0
  private final double[] deviation;

  /// @param handMade features that stand before the state's; empty for a bias alone
  StatesSpace(Optional<FeatureSpace> handMade, double[] mean, double[] deviation) {
    this.handMade = handMade;
    this.mean = mean.clone();
    this.deviation = deviation.clone();
  }

  /// The units' means and deviations over all records; 1 for a unit that doesn't vary.
  ///
  /// @param states for each person `[records][units]`
  /// @throws IllegalArgumentException if there is no record, or a state is not finite
  static StatesSpace of(Optional<FeatureSpace> handMade, List<double[][]> states) {
    int units = states.isEmpty() ? 0 : states.getFirst()[0].length;
    double[] mean = new double[units];
    long records = 0;
    for (double[][] person : states) {
      for (double[] state : person) {
        records++;
        for (int j = 0; j < units; j++) {
          mean[j] += (state[j] - mean[j]) / records;
        }
      }
    }
    double[] deviation = new double[units];
    for (double[][] person : states) {
      for (double[] state : person) {
        for (int j = 0; j < units; j++) {
          double off = state[j] - mean[j];
          deviation[j] += off * off;
        }
      }
    }
    for (int j = 0; j < units; j++) {
      double own = Math.sqrt(deviation[j] / records);
      if (!Double.isFinite(own)) {
        throw new IllegalArgumentException("unit " + j + " of the states is not a finite number");
      }
      deviation[j] = own > CONSTANT ? own : 1;
    }
    if (records == 0) {
      throw new IllegalArgumentException("there are no states to standardise");
    }
    return new StatesSpace(handMade, mean, deviation);
  }

  int units() {
    return mean.length;
  }

  double[] mean() {
    return mean.clone();
  }

  double[] deviation() {
    return deviation.clone();
  }

  /// How many features destinations have.
  int size() {
    return destinationFrom() + units();
  }

  /// How many features staying has.
  int staySize() {
    return stayFrom() + units();
  }

  int termCount() {
    return handMade.map(FeatureSpace::termCount).orElse(0);
  }

  /// The number of the first unit among the features of destinations.
  int destinationFrom() {
    return handMade.map(FeatureSpace::size).orElse(1);
  }

  /// The number of the first unit among the features of staying.
  int stayFrom() {
    return handMade.map(FeatureSpace::staySize).orElse(1);
  }

  /// Adds the features and terms of where somebody goes or begins; the row is not ended.
  ///
  /// @param leftOut the outcome that needs no terms, {@link Design#NOTHING} for none
  void destination(PanelPerson person, int t, double[] state, int leftOut, Design design) {
    if (handMade.isPresent()) {
      RecordFeatures past = RecordFeatures.of(person, t);
      handMade.get().features(person, t, past, design);
      handMade.get().terms(past, leftOut, design);
    } else {
      design.feature(0, 1);
    }
    units(state, destinationFrom(), design);
  }

  /// Adds the features of staying; the row is not ended.
  ///
  /// @param t at least 1
  void stay(PanelPerson person, int t, double[] state, Design design) {
    if (handMade.isPresent()) {
      RecordFeatures past = RecordFeatures.of(person, t);
      handMade.get().features(person, t, past, design);
      handMade.get().stayFeatures(past, design);
    } else {
      design.feature(0, 1);
    }
    units(state, stayFrom(), design);
  }

  private void units(double[] state, int from, Design design) {
    for (int j = 0; j < mean.length; j++) {
      design.feature(from + j, (state[j] - mean[j]) / deviation[j]);
    }
  }
}
