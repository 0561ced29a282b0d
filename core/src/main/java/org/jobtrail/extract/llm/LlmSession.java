package org.jobtrail.extract.llm;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jobtrail.extract.Extraction.Usage;
import org.jobtrail.extract.Extractor;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;

/// One run's dealings with a model: the store of replies, the ledger, and what the server can do.
///
/// A run's own store is `OUT/.replies`; a finished run leaves the replies it was made from in
/// `OUT/replies.jsonl`, sorted by key, and that file serves every later run as well.
public final class LlmSession implements AutoCloseable {
  /// The folder inside a run's folder that keeps replies while it isn't finished.
  public static final String FOLDER = ".replies";

  /// The file of a finished run.
  public static final String FILE = "replies.jsonl";

  private final LlmSettings settings;
  private final Caller caller;
  private final Prompts prompts;
  private final Set<String> probes;

  private LlmSession(LlmSettings settings, Caller caller, Prompts prompts, Set<String> probes) {
    this.settings = settings;
    this.caller = caller;
    this.prompts = prompts;
    this.probes = probes;
  }

  /// Opens the store and finds out how the server takes a schema.
  ///
  /// @param earlier finished or half-finished runs' folders whose replies may be used
  /// @throws JobtrailException.Usage for a wrong key or model, or a store that another run uses
  /// @throws JobtrailException.Unavailable if the server can't be reached
  public static LlmSession open(LlmSettings settings, List<Path> earlier) throws IOException {
    Transport transport = new ChatServer(settings.url(), settings.key(), settings.timeout());
    return open(settings, earlier, transport);
  }

  /// Opens the store to write what is still to be asked into files for a batch.
  public static LlmSession forBatch(LlmSettings settings, List<Path> earlier, Path file)
      throws IOException {
    return open(settings, earlier, new BatchFile(file));
  }

  /// Opens the store only to keep a batch's replies in it.
  public static LlmSession toKeep(LlmSettings settings, List<Path> earlier) throws IOException {
    Transport nothing =
        _ -> {
          throw new IllegalStateException("nothing is asked here");
        };
    ReplyStore store = ReplyStore.open(settings.store(), filesOf(settings, earlier));
    Caller caller = new Caller(settings, store, CallLedger.open(settings.store()), nothing);
    return new LlmSession(
        settings, caller, new Prompts(settings.model(), ReplyFormat.SCHEMA), new TreeSet<>());
  }

  static LlmSession open(LlmSettings settings, List<Path> earlier, Transport transport)
      throws IOException {
    Caller caller = null;
    try {
      List<Path> files = filesOf(settings, earlier);
      ReplyStore store;
      if (settings.offline()) {
        files.add(settings.store().resolve(ReplyStore.LOG));
        store = ReplyStore.readOnly(files);
      } else {
        store = ReplyStore.open(settings.store(), files);
      }
      caller = new Caller(settings, store, CallLedger.open(ledgerFolder(settings)), transport);
      TreeSet<String> probes = new TreeSet<>();
      return new LlmSession(settings, caller, format(settings, caller, probes), probes);
    } catch (IOException | RuntimeException e) {
      if (caller != null) {
        caller.close();
      }
      throw e;
    }
  }

  /// Replaying costs nothing and notes nothing.
  private static Path ledgerFolder(LlmSettings settings) throws IOException {
    if (!settings.offline()) {
      return settings.store();
    }
    Path folder = Files.createTempDirectory("jobtrail-offline");
    folder.toFile().deleteOnExit();
    folder.resolve(CallLedger.FILE).toFile().deleteOnExit();
    return folder;
  }

  private static List<Path> filesOf(LlmSettings settings, List<Path> earlier) throws IOException {
    if (!settings.offline() && Files.exists(settings.store().resolve(Manifest.FILE))) {
      throw new JobtrailException.Usage(
          settings.store()
              + ": is a finished run, to which nothing is added; give --llm-store its folder "
              + FOLDER
              + ", or another");
    }
    Path own = settings.store().resolve(ReplyStore.LOG).toAbsolutePath().normalize();
    TreeSet<Path> files = new TreeSet<>();
    files.addAll(ReplyStore.filesIn(settings.store()));
    for (Path folder : earlier) {
      files.addAll(ReplyStore.filesIn(folder.resolve(FOLDER)));
      if (Files.isRegularFile(folder.resolve(FILE))) {
        files.add(folder.resolve(FILE));
      }
    }
    files.removeIf(f -> f.toAbsolutePath().normalize().equals(own));
    return new ArrayList<>(files);
  }

  /// The strictest form that the server takes, by the answer to a made-up résumé.
  private static Prompts format(LlmSettings settings, Caller caller, Set<String> probes)
      throws IOException {
    int status = 0;
    for (ReplyFormat format : ReplyFormat.values()) {
      Prompts prompts = new Prompts(settings.model(), format);
      ChatRequest probe = prompts.probe();
      if (!caller.asksNow() && caller.store().find(probe.key()).isEmpty()) {
        // Replies of a batch: nobody probed.
        continue;
      }
      Caller.Result result = caller.call(probe);
      probes.add(result.key());
      switch (result) {
        case Caller.Got _ -> {
          return prompts;
        }
        case Caller.Refused(String _, int s) -> status = s;
        case Caller.Later _, Caller.GaveUp _ -> status = 0;
      }
    }
    if (!caller.asksNow()) {
      return new Prompts(settings.model(), ReplyFormat.SCHEMA);
    }
    throw status == 0
        ? new JobtrailException.Unavailable(
            settings.url()
                + ": answers no request; look at the server's log, then run the same command again")
        : Refusals.of(settings.url(), status);
  }

  /// Keeps the replies of batches that are done.
  ///
  /// @param files their output files
  /// @return how many were taken, and how many requests the batch could not answer
  public BatchReplies take(List<Path> files) throws IOException {
    int taken = 0;
    int failed = 0;
    for (Path file : files) {
      BatchFile.Taken one = caller.take(file);
      taken += one.taken();
      failed += one.failed();
    }
    return new BatchReplies(taken, failed);
  }

  /// What came back from batches.
  public record BatchReplies(int taken, int failed) {}

  /// The files for a batch that were written, and how many requests are in them.
  public BatchRequests batchRequests() throws IOException {
    return caller.batchRequests();
  }

  /// How many requests for a batch were written so far.
  public int requestsWritten() {
    return caller.requestsWritten();
  }

  /// @param files empty when every request has its reply
  public record BatchRequests(List<Path> files, int requests) {}

  /// The model alone.
  public Extractor llm() {
    return new LlmExtractor(settings, caller, prompts, this::writeReplies);
  }

  /// The parser first, the model where it is unsure.
  public Extractor hybrid(double threshold) {
    return new HybridExtractor(
        new LlmExtractor(settings, caller, prompts, this::writeReplies), threshold);
  }

  /// What manifests say of the model; neither the address nor the key.
  public SortedMap<String, String> versions() {
    TreeMap<String, String> versions = new TreeMap<>(prompts.versions());
    versions.put("llm.pseudonyms", settings.pseudonymise() ? "on" : "off");
    versions.put("llm.part_characters", Integer.toString(settings.partCharacters()));
    versions.put("llm.replies_at_most", Integer.toString(settings.replies()));
    versions.put("llm.prices", settings.prices().text());
    return versions;
  }

  /// Writes the replies that a dataset was made from, the probe's too.
  ///
  /// @param keys as the dataset's documents name them
  /// @return what these replies were billed at, each once however many documents share it
  Usage writeReplies(SortedSet<String> keys, Path folder) throws IOException {
    TreeSet<String> all = new TreeSet<>(probes);
    all.addAll(keys);
    Usage billed = Usage.NONE;
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(folder.resolve(FILE)), 1 << 16)) {
      for (String key : all) {
        caller.store().copy(key, out);
        billed = billed.plus(caller.billed(key));
      }
    }
    return billed;
  }

  /// Keeps a finished run's replies when it is about to be made again.
  public static void keepReplies(Path out) throws IOException {
    Path finished = out.resolve(FILE);
    if (Files.isRegularFile(finished)) {
      Files.createDirectories(out.resolve(FOLDER));
      Files.move(
          finished,
          out.resolve(FOLDER).resolve(ReplyStore.FINISHED),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// What all calls came to, those of earlier processes on the same store too.
  public Spending spending() {
    CallLedger.Totals totals = caller.totals();
    return new Spending(
        new TreeMap<>(totals.attempts()),
        totals.promptTokens(),
        totals.completionTokens(),
        totals.cost(),
        settings.prices().currency());
  }

  @Override
  public void close() {
    caller.close();
  }
}
