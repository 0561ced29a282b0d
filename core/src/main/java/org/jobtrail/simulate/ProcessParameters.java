package org.jobtrail.simulate;

import java.util.List;

/// Every number of {@link TrueProcess} that is not a trait of an occupation; its formulas use
/// these names.
///
/// Made up so that the careers look like those of published trajectory data (about five rows per
/// person, stays that grow longer, a break in more than half of the careers); fitted to nothing.
///
/// @param leaveByAge added to the log odds of leaving for each year of age above 30, taken off
///     below
/// @param similarity log weight of a destination that shares 0, 1, 2, 3 or all 4 leading digits
///     with the origin; all four only after a break
/// @param secondOrder the same for the occupation before the origin; all four is a return move
/// @param breakForgets how fast similarity fades with the years of a break
/// @param underqualified log weight lost per squared level of education that is missing
/// @param overqualified log weight lost per squared level of education that is not needed
/// @param managerByAge log weight of major group 1 gained per year of age between 25 and 50
public record ProcessParameters(
    double leave,
    double leaveByLogTenure,
    double leaveByAge,
    double leaveIfFemale,
    double leaveByEducation,
    double leaveIfSettled,
    double breakOnLeaving,
    double breakIfMother,
    double breakByAgeOver50,
    double breakByEducation,
    double breakInRecession,
    double comeBack,
    double comeBackByLogYears,
    double comeBackByAgeOver45,
    double comeBackByEducation,
    List<Double> similarity,
    List<Double> secondOrder,
    double breakForgets,
    double underqualified,
    double overqualified,
    double managerByAge,
    List<Integer> recessions) {
  public static final ProcessParameters DEFAULT =
      new ProcessParameters(
          -0.70,
          -0.55,
          -0.035,
          0.08,
          -0.08,
          -0.30,
          -1.25,
          1.0,
          0.10,
          -0.20,
          0.70,
          0.50,
          -0.45,
          -0.05,
          0.15,
          List.of(0.0, 0.9, 1.9, 3.0, 4.2),
          List.of(0.0, 0.3, 0.7, 1.1, 2.6),
          0.25,
          0.9,
          0.35,
          0.06,
          List.of(1993, 2009, 2013, 2020));

  public ProcessParameters {
    similarity = List.copyOf(similarity);
    secondOrder = List.copyOf(secondOrder);
    recessions = List.copyOf(recessions);
    if (similarity.size() != 5 || secondOrder.size() != 5) {
      throw new IllegalArgumentException(
          "similarity and secondOrder need a weight for 0 to 4 shared digits, found "
              + similarity.size()
              + " and "
              + secondOrder.size());
    }
  }
}
