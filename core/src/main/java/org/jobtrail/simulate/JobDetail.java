package org.jobtrail.simulate;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jobtrail.simulate.YearState.Working;

/// Draws yearly states out into jobs with months, employers and titles.
///
/// None of it depends on later states or enters the process, so that the yearly probabilities stay
/// exact: a change between two Decembers falls on a month of that year, most in autumn and at New
/// Year; three moves in ten leave one to three months between; in one year of eleven the employer
/// changes within the occupation; three moves in ten to a related occupation keep the employer; one
/// long spell in twenty-five has a side job for part of it.
final class JobDetail {
  private static final double GAP = 0.3;
  private static final double EMPLOYER_CHANGE = 0.09;
  private static final double EMPLOYER_KEPT = 0.3;
  private static final double SIDE_JOB = 0.04;

  private final Person person;
  private final SplittableRandom random;
  private final List<Job> jobs = new ArrayList<>();
  private int employer;
  private String employerGroup = "";
  private int titleDraw;

  private JobDetail(Person person, SplittableRandom random) {
    this.person = person;
    this.random = random;
  }

  static List<Job> draw(
      Person person, List<Step> steps, TrueProcess process, SplittableRandom random) {
    JobDetail detail = new JobDetail(person, random);
    int i = 0;
    String previous = "";
    YearMonth change = YearMonth.of(steps.getFirst().year(), random.nextInt(7, 12));
    while (i < steps.size()) {
      int end = i + 1;
      while (end < steps.size() && steps.get(end).state().equals(steps.get(i).state())) {
        end++;
      }
      boolean seenLast = end == steps.size();
      // The state of the first December after the spell belongs to the next; the change is in its
      // year. A break must have begun by its December.
      YearMonth next =
          seenLast
              ? YearMonth.of(person.lastYear() + 1, 1)
              : YearMonth.of(
                  steps.get(end).year(),
                  detail.month(steps.get(end).kind() == Step.Kind.BREAK ? 11 : 12));
      if (steps.get(i).state() instanceof Working(String group)) {
        YearMonth last = next.minusMonths(1);
        if (!seenLast && steps.get(end).kind() == Step.Kind.BREAK) {
          last = next;
        } else if (!seenLast && random.nextDouble() < GAP) {
          YearMonth december = YearMonth.of(steps.get(end - 1).year(), 12);
          YearMonth earlier = last.minusMonths(random.nextInt(1, 4));
          last = earlier.isBefore(december) ? december : earlier;
        }
        detail.spell(group, previous, change, last, seenLast, process);
        previous = group;
      }
      change = next;
      i = end;
    }
    detail.jobs.sort(Comparator.comparing(Job::first).thenComparing(Job::side));
    return List.copyOf(detail.jobs);
  }

  private void spell(
      String group,
      String previous,
      YearMonth first,
      YearMonth last,
      boolean censored,
      TrueProcess process) {
    boolean follows =
        !jobs.isEmpty() && lastMain().last().plusMonths(1).equals(first) && !previous.isEmpty();
    boolean related = follows && previous.charAt(0) == group.charAt(0);
    if (!(related && random.nextDouble() < EMPLOYER_KEPT)) {
      employer = random.nextInt(1 << 30);
      employerGroup = group;
    }
    titleDraw = random.nextInt(1 << 30);
    YearMonth start = first;
    for (int year = first.getYear() + 1; year <= last.getYear(); year++) {
      YearMonth change = YearMonth.of(year, month(12));
      if (random.nextDouble() < EMPLOYER_CHANGE && change.isAfter(start) && change.isBefore(last)) {
        jobs.add(
            new Job(
                group,
                employer,
                employerGroup,
                titleDraw,
                start,
                change.minusMonths(1),
                false,
                false));
        start = change;
        employer = random.nextInt(1 << 30);
        employerGroup = group;
        titleDraw = random.nextBoolean() ? titleDraw : random.nextInt(1 << 30);
      }
    }
    jobs.add(new Job(group, employer, employerGroup, titleDraw, start, last, censored, false));
    int months = 12 * (last.getYear() - first.getYear());
    if (months >= 48 && random.nextDouble() < SIDE_JOB) {
      side(first.plusMonths(random.nextInt(6, 18)), random.nextInt(5, 25), process);
    }
  }

  private void side(YearMonth first, int months, TrueProcess process) {
    double[] weights = process.first(person);
    int k = Population.pick(weights, random.nextDouble() * TrueProcess.sum(weights));
    String group = process.groups().get(k);
    jobs.add(
        new Job(
            group,
            random.nextInt(1 << 30),
            group,
            random.nextInt(1 << 30),
            first,
            first.plusMonths(months),
            false,
            true));
  }

  private Job lastMain() {
    return jobs.stream().filter(j -> !j.side()).max(Comparator.comparing(Job::last)).orElseThrow();
  }

  /// 1 to `latest`, September and January twice as likely as the others.
  private int month(int latest) {
    int drawn = random.nextInt(1, latest + 3);
    return drawn <= latest ? drawn : drawn == latest + 1 ? 1 : Math.min(9, latest);
  }
}
