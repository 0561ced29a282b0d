package org.jobtrail.extract.llm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Resume;
import org.jobtrail.career.Stated;
import org.jobtrail.extract.Claims;
import org.jobtrail.extract.Extraction;
import org.jobtrail.extract.Extraction.Usage;
import org.jobtrail.extract.Extractor;
import org.jobtrail.extract.Grounding;
import org.jobtrail.extract.Grounding.Grounded;
import org.jobtrail.extract.Grounding.Missing;
import org.jobtrail.extract.ParserExtractor;
import org.jobtrail.extract.pseudonym.Pseudonyms;
import org.jobtrail.ingest.Document;

/// Has a language model read a résumé, and believes of its reply what stands in the text.
///
/// Text without names -> parts -> a reply for each, held to the schema and asked again with the
/// reason when it can't be used -> names put back -> {@link Grounding}. A part that no reply serves
/// leaves the whole résumé to the parser: every document ends in a record, with the path it took.
public final class LlmExtractor implements Extractor {
  private static final int MOST_MISSING_TOLD = 12;

  /// Some hundred pages: what is longer is no résumé, and would cost as much as a hundred of them.
  static final int MOST_CHARACTERS = 300_000;

  private final LlmSettings settings;
  private final Caller caller;
  private final Prompts prompts;
  private final ReplyReader reader = new ReplyReader();
  private final ParserExtractor parser = new ParserExtractor();

  private final Sources sources;

  /// Writes kept replies into a dataset's folder.
  interface Sources {
    Usage write(SortedSet<String> keys, Path folder) throws IOException;
  }

  LlmExtractor(LlmSettings settings, Caller caller, Prompts prompts, Sources sources) {
    this.sources = sources;
    this.settings = settings;
    this.caller = caller;
    this.prompts = prompts;
  }

  @Override
  public String name() {
    return "llm-1";
  }

  @Override
  public int waiting() {
    return settings.offline() ? 0 : 4 * settings.slots();
  }

  @Override
  public Resume extract(Document document) {
    return read(document).resume();
  }

  @Override
  public Usage keepSources(SortedSet<String> replies, Path folder) throws IOException {
    return sources.write(replies, folder);
  }

  /// What one part's replies came to.
  private sealed interface Outcome {
    Tally tally();
  }

  /// @param grounded the claims in the text
  private record Read(Claims claims, Grounded grounded, Tally tally) implements Outcome {}

  /// @param why as the path says it: `invalid-replies`, `refusal`, `rejection`, `no-reply`
  private record Failed(String why, Tally tally) implements Outcome {}

  /// What replies were had and what they took.
  private record Tally(Usage usage, List<String> keys, boolean askedAgain) {
    static final Tally NONE = new Tally(Usage.NONE, List.of(), false);

    Tally plus(Tally more) {
      List<String> all = new ArrayList<>(keys);
      all.addAll(more.keys);
      return new Tally(usage.plus(more.usage), all, askedAgain || more.askedAgain);
    }
  }

  @Override
  public Extraction read(Document document) {
    boolean suspicious = InjectionSigns.isIn(document.text().text());
    try {
      return read(document, suspicious);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Extraction read(Document document, boolean suspicious) throws IOException {
    String text = document.text().text();
    if (settings.pseudonymise()) {
      Pseudonyms pseudonyms = Pseudonyms.of(text, document.language());
      return read(document, pseudonyms.text(), pseudonyms::restore, suspicious);
    }
    return read(document, text, s -> s, suspicious);
  }

  private Extraction read(
      Document document, String sent, UnaryOperator<String> restore, boolean suspicious)
      throws IOException {
    Claims claims = Claims.NONE;
    Tally tally = Tally.NONE;
    Grounded grounded = null;
    if (sent.length() > MOST_CHARACTERS) {
      return extraction(
          parser.extract(document), "parser-after-too-long", tally, new TreeMap<>(), suspicious);
    }
    List<String> parts = parts(parser, document, sent, settings.partCharacters());
    for (String part : parts) {
      Outcome outcome = ask(document, part, restore);
      tally = tally.plus(outcome.tally());
      switch (outcome) {
        case Read(Claims more, Grounded found, Tally _) -> {
          claims = claims.with(more);
          grounded = found;
        }
        case Failed(String why, Tally _) -> {
          return extraction(
              parser.extract(document), "parser-after-" + why, tally, new TreeMap<>(), suspicious);
        }
      }
    }
    if (grounded == null || parts.size() > 1) {
      // All of them together: one job that two parts tell is one.
      grounded = Grounding.of(document, claims);
    }
    String path = tally.askedAgain ? "model-asked-again" : "model";
    return extraction(grounded.resume(), path, tally, grounded.setAside(), suspicious);
  }

  private static Extraction extraction(
      Resume resume,
      String path,
      Tally tally,
      SortedMap<String, Integer> setAside,
      boolean suspicious) {
    return new Extraction(resume, path, tally.usage, setAside, tally.keys, suspicious);
  }

  /// @param sent the document's text as it is sent
  static List<String> parts(ParserExtractor parser, Document document, String sent, int most) {
    if (sent.length() <= most) {
      return List.of(sent);
    }
    // The parser reads the text as it is sent: its offsets are those of the cuts.
    Document shown =
        new Document(
            document.id(),
            document.personId(),
            document.origin(),
            document.kind(),
            document.sha256(),
            document.bytes(),
            org.jobtrail.ingest.VisibleText.onePage(sent),
            document.language(),
            document.date(),
            List.of());
    List<Integer> starts =
        parser.extract(shown).experiences().stream().map(LlmExtractor::start).toList();
    return TextParts.of(sent, starts, most);
  }

  private static int start(Experience e) {
    int start = Integer.MAX_VALUE;
    for (Stated value : List.of(e.title(), e.employer(), e.start().quote(), e.end().quote())) {
      start = Math.min(start, value.evidence().map(span -> span.start()).orElse(start));
    }
    return start == Integer.MAX_VALUE ? 0 : start;
  }

  /// Asks until a reply can be used whole, at most as often as the settings say; of usable ones
  /// the one with the fewest values that the text doesn't hold.
  private Outcome ask(Document document, String part, UnaryOperator<String> restore)
      throws IOException {
    ChatRequest request = prompts.first(part);
    Tally tally = Tally.NONE;
    Claims best = null;
    Grounded bestFound = null;
    String why = "invalid-replies";
    for (int n = 1; n <= settings.replies(); n++) {
      Caller.Result result = caller.call(request);
      tally = tally.plus(new Tally(Usage.NONE, List.of(result.key()), n > 1));
      if (!(result instanceof Caller.Got got)) {
        why =
            switch (result) {
              case Caller.Refused _ -> "rejection";
              case Caller.Later _ -> "later";
              case Caller.Got _, Caller.GaveUp _ -> "no-reply";
            };
        break;
      }
      tally = tally.plus(new Tally(got.usage(), List.of(), false));
      String complaint;
      switch (reader.read(got.body())) {
        case ReplyReader.Valid(Claims written) -> {
          Claims claims = ReplyReader.mapped(written, restore);
          Grounded found = Grounding.of(document, claims);
          List<Missing> missing = found.missing();
          if (missing.isEmpty()) {
            return new Read(claims, found, tally);
          }
          if (bestFound == null || missing.size() < bestFound.missing().size()) {
            bestFound = found;
            best = claims;
          }
          complaint = complaint(missing);
        }
        case ReplyReader.Invalid(String said, String reason) -> {
          complaint = said;
          why = reason.equals("refusal") ? "refusal" : "invalid-replies";
        }
      }
      ChatRequest again = prompts.again(part, ReplyReader.content(got.body()), complaint);
      if (again.equals(request)) {
        // The same mistake again: the same question would get the same reply.
        break;
      }
      request = again;
    }
    return best == null || bestFound == null
        ? new Failed(why, tally)
        : new Read(best, bestFound, tally);
  }

  /// Which values are not in the text, by their place in the reply; no text of the résumé.
  private static String complaint(List<Missing> missing) {
    StringBuilder text = new StringBuilder("These values are not in the resume as written:\n");
    missing.stream()
        .limit(MOST_MISSING_TOLD)
        .forEach(m -> text.append("- ").append(m.where()).append('\n'));
    return text.toString().strip();
  }
}
