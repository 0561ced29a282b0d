package org.jobtrail.extract.llm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jobtrail.career.Education;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Resume;
import org.jobtrail.extract.ParserExtractor;
import org.jobtrail.extract.pseudonym.Pseudonyms;
import org.jobtrail.ingest.Document;

/// What a run will take, before its first call.
///
/// The requests are made as the run makes them and their characters counted; the reply's length is
/// that of what the parser reads, written as the model would write it. Characters become tokens at
/// the rate of the calls that the store's ledger has, else at {@link #CHARACTERS_PER_TOKEN}.
/// Re-asks are not in it.
public final class Estimate {
  /// Of English prose for the byte-pair vocabularies of 2023 and later; Dutch and French have
  /// somewhat fewer.
  static final double CHARACTERS_PER_TOKEN = 4.0;

  private static final double SECONDS_PER_CALL = 2.0;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LlmSettings settings;
  private final double threshold;
  private final double rate;
  private final Prompts prompts;
  private final ParserExtractor parser = new ParserExtractor();
  private long documents;
  private long calls;
  private long promptCharacters;
  private long replyCharacters;

  /// @param threshold of the hybrid's parser; above 1 for the model alone
  public Estimate(LlmSettings settings, double threshold) throws IOException {
    this.rate = CallLedger.charactersPerToken(settings.store()).orElse(CHARACTERS_PER_TOKEN);
    this.settings = settings;
    this.threshold = threshold;
    this.prompts = new Prompts(settings.model(), ReplyFormat.SCHEMA);
  }

  /// @param documents that the model reads
  /// @param charactersPerToken the rate that was used
  /// @param cost in the price table's currency
  /// @param seconds with every slot busy
  public record Expected(
      long documents,
      long calls,
      long promptTokens,
      long completionTokens,
      double charactersPerToken,
      BigDecimal cost,
      double seconds) {}

  /// Counts one more document.
  public void add(Document document) {
    Resume parsed = parser.extract(document);
    if (threshold <= 1 && HybridExtractor.confidence(parsed) >= threshold) {
      return;
    }
    String text = document.text().text();
    String sent = settings.pseudonymise() ? Pseudonyms.of(text, document.language()).text() : text;
    if (sent.length() > LlmExtractor.MOST_CHARACTERS) {
      return;
    }
    documents++;
    for (String part : LlmExtractor.parts(parser, document, sent, settings.partCharacters())) {
      calls++;
      promptCharacters += prompts.first(part).characters();
    }
    replyCharacters += reply(parsed).length();
  }

  private static String reply(Resume resume) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode experiences = root.putArray("experiences");
    for (Experience e : resume.experiences()) {
      experiences
          .addObject()
          .put("title", e.title().value().orElse(null))
          .put("employer", e.employer().value().orElse(null))
          .put("place", e.place().value().orElse(null))
          .put("start", e.start().quote().value().orElse(null))
          .put("end", e.end().quote().value().orElse(null));
    }
    ArrayNode education = root.putArray("education");
    for (Education e : resume.education()) {
      education
          .addObject()
          .put("programme", e.programme().value().orElse(null))
          .put("institution", e.institution().value().orElse(null))
          .put("start", e.start().quote().value().orElse(null))
          .put("end", e.end().quote().value().orElse(null));
    }
    return root.toString();
  }

  /// The sums, the probe included.
  public Expected expected() {
    long prompt = Math.round((promptCharacters + prompts.probe().characters()) / rate);
    long completion = Math.round(replyCharacters / rate);
    return new Expected(
        documents,
        calls,
        prompt,
        completion,
        rate,
        settings.prices().cost(prompt, completion).setScale(6, RoundingMode.HALF_UP),
        calls * SECONDS_PER_CALL / settings.slots());
  }
}
