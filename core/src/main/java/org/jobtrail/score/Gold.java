package org.jobtrail.score;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jobtrail.provenance.JobtrailException;

/// What one or several annotators say of the résumés.
///
/// @param annotators in the order of the files and lines
/// @param resumes by id, in the same order; per résumé at most one entry an annotator
public record Gold(List<String> annotators, SequencedMap<String, List<GoldResume>> resumes) {
  public Gold {
    annotators = List.copyOf(annotators);
    SequencedMap<String, List<GoldResume>> copy = new LinkedHashMap<>();
    resumes.forEach((id, all) -> copy.put(id, List.copyOf(all)));
    resumes = Collections.unmodifiableSequencedMap(copy);
  }

  /// @throws JobtrailException.Usage if one annotator has a résumé twice
  public static Gold of(Collection<GoldResume> lines) {
    SequencedMap<String, List<GoldResume>> resumes = new LinkedHashMap<>();
    for (GoldResume line : lines) {
      List<GoldResume> same = resumes.computeIfAbsent(line.id(), _ -> new ArrayList<>());
      if (same.stream().anyMatch(other -> other.annotator().equals(line.annotator()))) {
        throw new JobtrailException.Usage(
            "gold of \""
                + line.annotator()
                + "\": the id "
                + line.id()
                + " stands twice; keep one line, or name the annotators by \"annotator\"");
      }
      same.add(line);
    }
    return new Gold(lines.stream().map(GoldResume::annotator).distinct().toList(), resumes);
  }

  /// The résumés that at least one engine was given.
  SequencedMap<String, List<GoldResume>> seenBy(Collection<Engine> engines) {
    SequencedMap<String, List<GoldResume>> seen = new LinkedHashMap<>();
    resumes.forEach(
        (id, all) -> {
          if (engines.stream().anyMatch(e -> e.saw(id))) {
            seen.put(id, all);
          }
        });
    return seen;
  }
}
