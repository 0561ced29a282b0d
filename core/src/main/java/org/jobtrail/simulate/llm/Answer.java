package org.jobtrail.simulate.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jobtrail.simulate.ToldResume;

/// What a model finds in one text, in its order.
record Answer(List<ToldResume.Job> experiences, List<ToldResume.Study> education) {
  static final Answer NOTHING = new Answer(List.of(), List.of());

  Answer {
    experiences = List.copyOf(experiences);
    education = List.copyOf(education);
  }

  /// In the form that the prompt asks for.
  ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode jobs = root.putArray("experiences");
    for (ToldResume.Job job : experiences) {
      jobs.addObject()
          .put("title", job.title())
          .put("employer", job.employer())
          .put("place", job.place())
          .put("start", job.start())
          .put("end", job.end());
    }
    ArrayNode studies = root.putArray("education");
    for (ToldResume.Study study : education) {
      studies
          .addObject()
          .put("programme", study.programme())
          .put("institution", study.institution())
          .put("start", study.start())
          .put("end", study.end());
    }
    return root;
  }
}
