package org.jobtrail.predict.career;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.text.CareerText;

/// Careers that were drawn onward, as JSON Lines: the records of each, which of them were drawn,
/// and
/// the career as text.
///
/// A line: `person`, `draw` from 1, `records` (`period`, `code`, `title`, `drawn`), `text`.
public final class DrawnCareers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PanelSchema schema;
  private final CareerText text;

  /// @param text writes people of the schema
  public DrawnCareers(PanelSchema schema, CareerText text) {
    this.schema = schema;
    this.text = text;
  }

  /// @param past how many records are no draws
  public void write(Appendable out, List<PanelPerson> careers, int past) throws IOException {
    int draw = 0;
    for (PanelPerson career : careers) {
      ObjectNode line = JSON.createObjectNode();
      line.put("person", career.id()).put("draw", ++draw);
      ArrayNode records = line.putArray("records");
      for (int t = 0; t < career.size(); t++) {
        Outcome outcome = schema.outcomes().get(career.outcome(t));
        records
            .addObject()
            .put("period", AskedCareer.period(schema, career.period(t)))
            .put("code", outcome.code())
            .put("title", outcome.title())
            .put("drawn", t >= past);
      }
      line.put("text", text.document(career));
      out.append(line.toString()).append('\n');
    }
  }
}
