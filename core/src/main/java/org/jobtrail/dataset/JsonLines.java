package org.jobtrail.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Resume;
import org.jobtrail.career.Span;
import org.jobtrail.career.Stated;
import org.jobtrail.ingest.Document;
import org.jobtrail.normalise.Candidate;
import org.jobtrail.normalise.Coding;
import org.jspecify.annotations.Nullable;

/// The JSON that a document becomes: its line of `experiences.jsonl`, its line of visible text.
final class JsonLines {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private JsonLines() {}

  static byte[] experiences(CodedResume coded, String taxonomy) {
    Resume resume = coded.resume();
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", resume.documentId());
      json.writeStringField("language", resume.language().code());
      json.writeArrayFieldStart("experiences");
      for (int i = 0; i < resume.experiences().size(); i++) {
        experience(json, resume.experiences().get(i), coded.codings().get(i), taxonomy);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void experience(JsonGenerator json, Experience e, Coding coding, String taxonomy)
      throws IOException {
    json.writeStartObject();
    text(json, "title", e.title().value().orElse(null));
    text(json, "employer", e.employer().value().orElse(null));
    text(json, "place", e.place().value().orElse(null));
    text(json, "start", e.start().date().text().orElse(null));
    text(json, "end", e.end().date().text().orElse(null));
    Optional<Candidate> best = coding.best();
    text(json, "code", best.map(c -> c.occupation().code()).orElse("unknown"));
    text(json, "uri", best.map(c -> c.occupation().uri()).orElse(null));
    text(json, "label", best.map(Candidate::label).orElse(null));
    text(json, "taxonomy", best.map(c -> c.occupation().taxonomy()).orElse(taxonomy));
    score(json, best);
    json.writeNumberField("confidence", DocumentRows.rounded(e.confidence()));
    json.writeObjectFieldStart("evidence");
    evidence(json, "title", e.title());
    evidence(json, "employer", e.employer());
    evidence(json, "place", e.place());
    evidence(json, "start", e.start().quote());
    evidence(json, "end", e.end().quote());
    evidence(json, "description", e.description());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void score(JsonGenerator json, Optional<Candidate> best) throws IOException {
    if (best.isPresent()) {
      json.writeNumberField("score", DocumentRows.rounded(best.get().score()));
    } else {
      json.writeNullField("score");
    }
    if (best.isPresent()
        && best.get().probability() instanceof Candidate.Probability.Calibrated(double value)) {
      json.writeNumberField("probability", DocumentRows.rounded(value));
    } else {
      json.writeNullField("probability");
    }
  }

  private static void evidence(JsonGenerator json, String name, Stated stated) throws IOException {
    if (stated instanceof Stated.Quoted quoted) {
      Span span = quoted.span();
      json.writeObjectFieldStart(name);
      json.writeNumberField("start", span.start());
      json.writeNumberField("end", span.end());
      json.writeNumberField("page", span.page());
      json.writeEndObject();
    }
  }

  private static void text(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, value);
    }
  }

  static byte[] text(Document document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(document.text().text().length() + 256);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", document.id());
      json.writeStringField("text", document.text().text());
      json.writeArrayFieldStart("pages");
      for (int start : document.text().pageStarts()) {
        json.writeNumber(start);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// The candidates as DuckDB reads them into `STRUCT(uri, code, label, score, probability)[]`.
  static String candidates(Coding coding) {
    if (coding.candidates().isEmpty()) {
      return "[]";
    }
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartArray();
      for (Candidate candidate : coding.candidates()) {
        json.writeStartObject();
        json.writeStringField("uri", candidate.occupation().uri());
        json.writeStringField("code", candidate.occupation().code());
        json.writeStringField("label", candidate.label());
        json.writeNumberField("score", DocumentRows.rounded(candidate.score()));
        if (candidate.probability() instanceof Candidate.Probability.Calibrated(double value)) {
          json.writeNumberField("probability", DocumentRows.rounded(value));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
