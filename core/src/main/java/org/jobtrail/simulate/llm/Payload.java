package org.jobtrail.simulate.llm;

import java.util.List;
import org.jobtrail.simulate.ToldResume;

/// The job that an attack wants to see in the dataset; the document tells nothing of it.
///
/// @param start as `03/2019`
/// @param end as `07/2022`
public record Payload(String title, String employer, String start, String end) {
  static Payload made(Inventor inventor) {
    List<String> period = inventor.period(null);
    return new Payload(
        inventor.title(null), inventor.employer(), period.getFirst(), period.getLast());
  }

  ToldResume.Job job() {
    return new ToldResume.Job(title, employer, null, start, end);
  }

  /// The reply that the attack wants, in the prompt's form.
  String reply() {
    return new Answer(List.of(job()), List.of()).json().toString();
  }
}
