package org.jobtrail.simulate;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.simulate.YearState.Away;
import org.jobtrail.simulate.YearState.Working;

/// The process that draws careers, and the exact conditional probability of each of its steps.
///
/// A career is one state a year, as of December: an ISCO-08 unit group or away. With the person's
/// sex, birth year, education level `e` in 0 to 4 and region given, the state of year t depends
/// on the year, the age `a`, the current occupation `o`, the Decembers `d` already spent in it,
/// and the distinct occupation `b` before it. Months are drawn afterwards and tell nothing more,
/// so that `P(y_t | history)` is exact and simple. With σ the logistic function, `π(o, k)` the
/// number of leading digits that two codes share and `[·]` 1 or 0:
///
/// ```
/// base(k)  = share(k) · exp(±½ women(k) + region(k)
///                           − under · (asks(k) − e)₊² − over · (e − asks(k))₊²)
/// first      P(k) ∝ base(k) · exp(entry(k))
/// leaving    h = σ(leave + leaveByLogTenure ln d + leaveByAge (a − 30)
///                  + leaveIfFemale [woman] + leaveByEducation e + leave(o)
///                  + leaveIfSettled [π(b, o) ≥ 2])
/// to a break q = σ(breakOnLeaving + breakIfMother [woman of 25 to 37]
///                  + breakByAgeOver50 (a − 50)₊ + breakByEducation e
///                  + breakInRecession [recession year])
/// moving     P(k) ∝ base(k) · exp(similarity[π(o, k)] + secondOrder[π(b, k)]
///                                 + manager(k, a)), k ≠ o
/// returning  r = σ(comeBack + comeBackByLogYears ln d + comeBackByAgeOver45 (a − 45)₊
///                  + comeBackByEducation e), then P(k) as for moving with o the occupation
///            before the break, k = o allowed, and similarity times
///            max(0.3, exp(−breakForgets d))
/// ```
///
/// So working on has probability `1 − h`, a break `h q`, a move to k `h (1 − q) P(k)`; staying
/// away `1 − r`, coming back to k `r P(k)`. docs/simulation.md tells the reasons. The form, a stay
/// or leave stage and then a choice among destinations, is CAREER's (Vafa et al. 2022,
/// arXiv:2202.08370).
public final class TrueProcess {
  private final List<String> groups;
  private final ProcessParameters parameters;
  private final byte[][] shared;
  private final double[] leave;
  private final boolean[] manager;
  private final SortedMap<String, GroupTraits> traits;
  private final Map<Profile, double[]> base = new HashMap<>();
  private final Map<Profile, double[]> entry = new HashMap<>();
  private final double[] secondOrder;

  private TrueProcess(List<String> groups, ProcessParameters parameters) {
    this.groups = groups;
    this.parameters = parameters;
    int n = groups.size();
    shared = new byte[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        shared[i][j] = sharedDigits(groups.get(i), groups.get(j));
      }
    }
    traits = GroupTraits.load();
    SortedMap<String, Double> spread = new TreeMap<>();
    for (String group : groups) {
      if (!traits.containsKey(group.substring(0, 2))) {
        throw new IllegalArgumentException("no such ISCO-08 unit group: \"" + group + '"');
      }
      spread.merge(group.substring(0, 2), within(group), Double::sum);
    }
    leave = new double[n];
    manager = new boolean[n];
    for (int k = 0; k < n; k++) {
      leave[k] = traits(k).leave();
      manager[k] = groups.get(k).startsWith("1");
    }
    for (Profile profile : Profile.all()) {
      double[] weights = new double[n];
      double[] entering = new double[n];
      for (int k = 0; k < n; k++) {
        weights[k] = weight(profile, k, spread);
        entering[k] = weights[k] * StrictMath.exp(traits(k).entry());
      }
      base.put(profile, weights);
      entry.put(profile, entering);
    }
    secondOrder = exp(parameters.secondOrder(), 1);
  }

  private GroupTraits traits(int k) {
    return Objects.requireNonNull(traits.get(groups.get(k).substring(0, 2)));
  }

  /// base(k); the unit groups share their sub-major group's size in proportion to `within`.
  private double weight(Profile profile, int k, Map<String, Double> spread) {
    GroupTraits t = traits(k);
    String group = groups.get(k);
    double all = Objects.requireNonNull(spread.get(group.substring(0, 2)));
    double missing = Math.max(0, t.education() - profile.level());
    double spare = Math.max(0, profile.level() - t.education());
    double log =
        (profile.sex() == Sex.FEMALE ? 0.5 : -0.5) * t.women()
            + t.region(profile.region())
            - parameters.underqualified() * missing * missing
            - parameters.overqualified() * spare * spare;
    return t.share() * within(group) / all * StrictMath.exp(log);
  }

  private static double[] of(Map<Profile, double[]> weights, Person person) {
    return Objects.requireNonNull(weights.get(Profile.of(person))).clone();
  }

  /// @param groups ISCO-08 unit groups, four digits each, in any order
  public static TrueProcess over(Collection<String> groups, ProcessParameters parameters) {
    for (String group : groups) {
      if (!group.matches("\\d{4}")) {
        throw new IllegalArgumentException("a unit group has four digits, found \"" + group + '"');
      }
    }
    if (groups.size() < 2) {
      throw new IllegalArgumentException("a process needs two unit groups at least");
    }
    return new TrueProcess(groups.stream().distinct().sorted().toList(), parameters);
  }

  /// The unit groups it knows, sorted.
  public List<String> groups() {
    return groups;
  }

  public ProcessParameters parameters() {
    return parameters;
  }

  /// The true distribution of the state in the December after `history`.
  ///
  /// @param history the states from the entry year on, without a gap; empty asks for the first
  /// @throws IllegalArgumentException if the history starts away or names an unknown group
  public YearDistribution probabilities(Person person, List<YearState> history) {
    if (history.isEmpty()) {
      return new YearDistribution(groups, scaled(first(person), 1), 0);
    }
    Memory memory = Memory.first(position(history.getFirst()));
    for (YearState state : history.subList(1, history.size())) {
      memory = memory.then(state instanceof Away ? Memory.NONE : position(state));
    }
    return probabilities(person, person.entryYear() + history.size(), memory);
  }

  YearDistribution probabilities(Person person, int year, Memory memory) {
    if (memory.away()) {
      double back = comingBack(person, year, memory);
      return new YearDistribution(
          groups, scaled(destinations(person, year, memory), back), 1 - back);
    }
    double leaving = leaving(person, year, memory);
    double toBreak = toBreak(person, year);
    double[] working = scaled(destinations(person, year, memory), leaving * (1 - toBreak));
    working[memory.current()] = 1 - leaving;
    return new YearDistribution(groups, working, leaving * toBreak);
  }

  private int position(YearState state) {
    int i = state instanceof Working(String g) ? java.util.Collections.binarySearch(groups, g) : -1;
    if (i < 0) {
      throw new IllegalArgumentException(
          state instanceof Away
              ? "a history starts with an occupation"
              : "unknown unit group " + state.code() + " in a history");
    }
    return i;
  }

  /// h: the probability of leaving the current occupation before December.
  double leaving(Person person, int year, Memory memory) {
    ProcessParameters p = parameters;
    int o = memory.current();
    boolean settled = memory.beforeLast() != Memory.NONE && shared[memory.beforeLast()][o] >= 2;
    return logistic(
        p.leave()
            + p.leaveByLogTenure() * StrictMath.log(memory.tenure())
            + p.leaveByAge() * (person.age(year) - 30)
            + (person.sex() == Sex.FEMALE ? p.leaveIfFemale() : 0)
            + p.leaveByEducation() * Profile.level(person.education())
            + leave[o]
            + (settled ? p.leaveIfSettled() : 0));
  }

  /// q: the probability that who leaves has no occupation in December.
  double toBreak(Person person, int year) {
    ProcessParameters p = parameters;
    int age = person.age(year);
    return logistic(
        p.breakOnLeaving()
            + (person.sex() == Sex.FEMALE && age >= 25 && age <= 37 ? p.breakIfMother() : 0)
            + p.breakByAgeOver50() * Math.max(0, age - 50)
            + p.breakByEducation() * Profile.level(person.education())
            + (p.recessions().contains(year) ? p.breakInRecession() : 0));
  }

  /// r: the probability that who is away has an occupation in December.
  double comingBack(Person person, int year, Memory memory) {
    ProcessParameters p = parameters;
    return logistic(
        p.comeBack()
            + p.comeBackByLogYears() * StrictMath.log(memory.tenure())
            + p.comeBackByAgeOver45() * Math.max(0, person.age(year) - 45)
            + p.comeBackByEducation() * Profile.level(person.education()));
  }

  /// The weights of a first occupation, `[groups]`, not normalised.
  double[] first(Person person) {
    return of(entry, person);
  }

  /// The weights of the next occupation of someone who moves or comes back, not normalised.
  double[] destinations(Person person, int year, Memory memory) {
    double[] weights = of(base, person);
    double fade =
        memory.away()
            ? Math.max(0.3, StrictMath.exp(-parameters.breakForgets() * memory.tenure()))
            : 1;
    double[] similar = exp(parameters.similarity(), fade);
    double forManagers =
        StrictMath.exp(parameters.managerByAge() * (Math.clamp(person.age(year), 25, 50) - 35));
    byte[] withLast = shared[memory.last()];
    byte @org.jspecify.annotations.Nullable [] withBefore =
        memory.beforeLast() == Memory.NONE ? null : shared[memory.beforeLast()];
    for (int k = 0; k < weights.length; k++) {
      double w = weights[k] * similar[withLast[k]];
      if (withBefore != null) {
        w *= secondOrder[withBefore[k]];
      }
      weights[k] = manager[k] ? w * forManagers : w;
    }
    if (!memory.away()) {
      weights[memory.current()] = 0;
    }
    return weights;
  }

  static double sum(double[] weights) {
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    return sum;
  }

  private static double[] scaled(double[] weights, double mass) {
    double factor = mass / sum(weights);
    for (int k = 0; k < weights.length; k++) {
      weights[k] *= factor;
    }
    return weights;
  }

  private static double[] exp(List<Double> logs, double factor) {
    return logs.stream().mapToDouble(x -> StrictMath.exp(x * factor)).toArray();
  }

  private static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static byte sharedDigits(String a, String b) {
    byte n = 0;
    while (n < 4 && a.charAt(n) == b.charAt(n)) {
      n++;
    }
    return n;
  }

  /// A fixed weight of a unit group within its sub-major group, from 0.25 to 1.75: SplitMix64's
  /// finisher on the code, so that it is the same for every seed and population.
  private static double within(String group) {
    long z = Long.parseLong(group) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return 0.25 + 1.5 * ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
  }
}
