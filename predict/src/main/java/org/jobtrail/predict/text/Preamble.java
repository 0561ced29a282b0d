package org.jobtrail.predict.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.provenance.JobtrailException;

/// What a model that was not trained on careers is shown before each of them: the list of titles,
/// and careers of other people as examples (in-context learning).
///
/// Source: Du et al. 2024, LABOR-LLM, arXiv:2406.17972.
///
/// @param titles whether all titles are listed
/// @param examples careers to show, drawn from the people to train on
/// @param seed of the draw
public record Preamble(boolean titles, int examples, long seed) {
  public Preamble {
    if (examples < 0) {
      throw new IllegalArgumentException("examples must be at least 0, found " + examples);
    }
  }

  /// @param panel that was split; nobody of valid or test is ever shown
  /// @throws JobtrailException.Usage if fewer people are in train
  public String of(CareerText text, Panel panel) {
    StringBuilder preamble = new StringBuilder();
    if (titles) {
      preamble.append(text.template().list()).append('\n');
      text.titles().all().forEach(title -> preamble.append(title).append('\n'));
    }
    if (examples > 0) {
      List<PanelPerson> people = new ArrayList<>(panel.people(Split.TRAIN));
      if (people.size() < examples) {
        throw new JobtrailException.Usage(
            panel.name()
                + ": has "
                + people.size()
                + " people to train on, too few for "
                + examples
                + " examples");
      }
      Collections.shuffle(people, new Random(seed));
      people
          .subList(0, examples)
          .forEach(person -> preamble.append(text.document(person)).append('\n'));
    }
    return preamble.toString();
  }
}
