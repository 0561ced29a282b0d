package org.jobtrail.pipeline;

import java.util.List;
import java.util.Map;
import org.jobtrail.normalise.Candidate;
import org.jobtrail.normalise.Coding;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.taxonomy.OccupationCode;

/// Knows three words; everything else is unknown.
public final class WordNormaliser implements Normaliser {
  private static final Map<String, String> CODES =
      Map.of("Baker", "7512.1", "Clerk", "4110", "Nurse", "2221.10");

  @Override
  public String name() {
    return "word-1";
  }

  @Override
  public String taxonomy() {
    return "three words 1";
  }

  @Override
  public String calibration() {
    return "none: a fake";
  }

  @Override
  public List<Coding> code(List<TitleQuery> queries, int top) {
    return queries.stream().map(query -> code(query.title())).toList();
  }

  private Coding code(String title) {
    String code = CODES.get(title);
    if (code == null) {
      return Coding.NOTHING;
    }
    return new Coding(
        List.of(
            new Candidate(
                new OccupationCode("urn:" + code, code, code.substring(0, 4), taxonomy()),
                title.toLowerCase(java.util.Locale.ROOT),
                1,
                new Candidate.Probability.Calibrated(0.75),
                List.of(new Candidate.Reason("word", 1)))),
        Coding.Outcome.CODED);
  }
}
