package org.jobtrail.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jobtrail.career.EducationLevel;

/// Draws people and their careers; person i is the same whatever the size of the population.
///
/// @param seed with the person's number, decides everything about the person
public record Population(TrueProcess process, long seed) {
  private static final int RETIREMENT_AGE = 65;
  private static final int LATEST_YEAR = 2024;
  private static final List<Region> REGIONS = List.of(Region.values());

  /// @param number from 0
  public Career career(int number) {
    SplittableRandom random = random(number, 0);
    Person person = person(number, random);
    List<Step> steps = steps(person, random);
    return new Career(person, steps, JobDetail.draw(person, steps, process, random(number, 1)));
  }

  /// A stream of its own for each use, so that a change in one leaves the others as they are.
  SplittableRandom random(int number, int use) {
    return new SplittableRandom((seed * 0x9E3779B97F4A7C15L + number) * 0xD1342543DE82EF95L + use);
  }

  private static Person person(int number, SplittableRandom random) {
    Sex sex = random.nextBoolean() ? Sex.FEMALE : Sex.MALE;
    int birthYear = random.nextInt(1958, 2001);
    EducationLevel education = education(sex, birthYear, random.nextDouble());
    Region region = REGIONS.get(random.nextInt(REGIONS.size()));
    int delay = random.nextInt(3);
    int entryYear =
        birthYear
            + delay
            + switch (education) {
              case NONE -> 17;
              case SECONDARY -> 18;
              case BACHELOR -> 21;
              case MASTER -> 23;
              case PHD -> 27;
            };
    int seen = random.nextInt(2014, LATEST_YEAR + 1);
    int lastYear = Math.min(Math.max(seen, entryYear + 1), birthYear + RETIREMENT_AGE - 1);
    return new Person(
        String.format(Locale.ROOT, "sim-%06d", number),
        sex,
        birthYear,
        education,
        region,
        entryYear,
        lastYear);
  }

  /// Later cohorts stay in education longer, women more than men.
  private static EducationLevel education(Sex sex, int birthYear, double u) {
    double later = (birthYear - 1958) / 42.0;
    double none = 0.22 - 0.12 * later;
    double secondary = none + 0.46 - 0.10 * later;
    double bachelor = secondary + 0.19 + (sex == Sex.FEMALE ? 0.15 : 0.09) * later;
    double master = bachelor + (1 - bachelor) * 0.88;
    return u < none
        ? EducationLevel.NONE
        : u < secondary
            ? EducationLevel.SECONDARY
            : u < bachelor
                ? EducationLevel.BACHELOR
                : u < master ? EducationLevel.MASTER : EducationLevel.PHD;
  }

  private List<Step> steps(Person person, SplittableRandom random) {
    List<Step> steps = new ArrayList<>(person.lastYear() - person.entryYear() + 1);
    double[] weights = process.first(person);
    double sum = TrueProcess.sum(weights);
    int drawn = pick(weights, random.nextDouble() * sum);
    steps.add(
        new Step(person.entryYear(), Step.Kind.FIRST, state(drawn), log(weights[drawn] / sum), 0));
    Memory memory = Memory.first(drawn);
    for (int year = person.entryYear() + 1; year <= person.lastYear(); year++) {
      double leaving =
          memory.away()
              ? process.comingBack(person, year, memory)
              : process.leaving(person, year, memory);
      double probability;
      int next;
      Step.Kind kind;
      if (random.nextDouble() >= leaving) {
        next = memory.current();
        probability = 1 - leaving;
        kind = memory.away() ? Step.Kind.AWAY : Step.Kind.STAY;
      } else {
        double toBreak = memory.away() ? 0 : process.toBreak(person, year);
        if (random.nextDouble() < toBreak) {
          next = Memory.NONE;
          probability = leaving * toBreak;
          kind = Step.Kind.BREAK;
        } else {
          weights = process.destinations(person, year, memory);
          sum = TrueProcess.sum(weights);
          next = pick(weights, random.nextDouble() * sum);
          probability = leaving * (1 - toBreak) * (weights[next] / sum);
          kind = memory.away() ? Step.Kind.RETURN : Step.Kind.MOVE;
        }
      }
      steps.add(new Step(year, kind, state(next), log(probability), 1 - leaving));
      memory = memory.then(next);
    }
    return steps;
  }

  private YearState state(int group) {
    return group == Memory.NONE ? YearState.away() : YearState.working(process.groups().get(group));
  }

  private static double log(double probability) {
    return StrictMath.log(probability);
  }

  /// The position whose share of the cumulated weights holds `target`; never one of weight 0.
  static int pick(double[] weights, double target) {
    int last = -1;
    double left = target;
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] > 0) {
        last = k;
        left -= weights[k];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }
}
