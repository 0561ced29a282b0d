package org.jobtrail.panel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.NamedOutput;

/// A schema as JSON, its outcomes left out: `panel.json`.
final class PanelJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PanelJson() {}

  record Named(String name, PanelSchema schema) {}

  static void write(String name, PanelSchema schema, Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("name", name);
    root.setAll(json(schema));
    NamedOutput.write(
        file,
        (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + '\n')
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  static Named read(Path file, Outcomes outcomes) throws IOException {
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      return new Named(root.path("name").asText(), schema(root, outcomes));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new JobtrailException.Integrity(file + ": " + e.getMessage());
    }
  }

  /// The keys `unit`, `fixed`, `varying`, `measures`.
  static ObjectNode json(PanelSchema schema) {
    ObjectNode root = JSON.createObjectNode();
    root.put("unit", schema.unit().name().toLowerCase(Locale.ROOT));
    covariates(root.putArray("fixed"), schema.fixed());
    covariates(root.putArray("varying"), schema.varying());
    schema.measures().forEach(root.putArray("measures")::add);
    return root;
  }

  private static void covariates(ArrayNode array, List<Covariate> covariates) {
    for (Covariate covariate : covariates) {
      ArrayNode levels = array.addObject().put("name", covariate.name()).putArray("levels");
      covariate.levels().forEach(levels::add);
    }
  }

  /// @throws IllegalArgumentException when it is no schema
  static PanelSchema schema(JsonNode root, Outcomes outcomes) {
    return new PanelSchema(
        PeriodUnit.valueOf(root.path("unit").asText().toUpperCase(Locale.ROOT)),
        outcomes,
        covariates(root.path("fixed")),
        covariates(root.path("varying")),
        texts(root.path("measures")));
  }

  private static List<Covariate> covariates(JsonNode array) {
    List<Covariate> covariates = new ArrayList<>();
    array.forEach(
        c -> covariates.add(new Covariate(c.path("name").asText(), texts(c.path("levels")))));
    return covariates;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
