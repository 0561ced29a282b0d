package org.jobtrail.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;

/// A panel's schema as a model's `config.json` has it.
public final class SchemaJson {
  private SchemaJson() {}

  public static ObjectNode of(PanelSchema schema) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("unit", schema.unit().name().toLowerCase(Locale.ROOT));
    ArrayNode outcomes = root.putArray("outcomes");
    for (Outcome outcome : schema.outcomes().all()) {
      outcomes
          .addObject()
          .put("code", outcome.code())
          .put("title", outcome.title())
          .put("status", outcome.status());
    }
    covariates(root.putArray("fixed"), schema.fixed());
    covariates(root.putArray("varying"), schema.varying());
    ArrayNode measures = root.putArray("measures");
    schema.measures().forEach(measures::add);
    return root;
  }

  private static void covariates(ArrayNode array, List<Covariate> covariates) {
    for (Covariate covariate : covariates) {
      ArrayNode levels = array.addObject().put("name", covariate.name()).putArray("levels");
      covariate.levels().forEach(levels::add);
    }
  }

  /// @throws IllegalArgumentException if the schema is not one
  public static PanelSchema read(JsonNode root) {
    if (!root.isObject()) {
      throw new IllegalArgumentException("it has no schema of a panel");
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (JsonNode node : root.path("outcomes")) {
      outcomes.add(
          new Outcome(
              node.path("code").asText(),
              node.path("title").asText(),
              node.path("status").asBoolean()));
    }
    List<String> measures = new ArrayList<>();
    root.path("measures").forEach(m -> measures.add(m.asText()));
    return new PanelSchema(
        PeriodUnit.valueOf(root.path("unit").asText().toUpperCase(Locale.ROOT)),
        new Outcomes(outcomes),
        covariates(root.path("fixed")),
        covariates(root.path("varying")),
        measures);
  }

  private static List<Covariate> covariates(JsonNode array) {
    List<Covariate> covariates = new ArrayList<>();
    for (JsonNode node : array) {
      List<String> levels = new ArrayList<>();
      node.path("levels").forEach(l -> levels.add(l.asText()));
      covariates.add(new Covariate(node.path("name").asText(), levels));
    }
    return covariates;
  }
}
