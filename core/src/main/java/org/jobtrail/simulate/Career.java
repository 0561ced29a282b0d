package org.jobtrail.simulate;

import java.util.List;

/// A person's whole truth: the yearly steps, and the jobs that they were drawn out into.
///
/// @param steps one a year, from the entry year to the last year
/// @param jobs main and side jobs by first month
public record Career(Person person, List<Step> steps, List<Job> jobs) {
  public Career {
    steps = List.copyOf(steps);
    jobs = List.copyOf(jobs);
  }
}
