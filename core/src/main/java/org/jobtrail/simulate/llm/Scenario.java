package org.jobtrail.simulate.llm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.simulate.ToldResume;
import org.jspecify.annotations.Nullable;

/// What a scripted server knows and how it behaves. One seed and one request make one reply.
///
/// @param documents what the résumés it may be asked about say
/// @param models names it answers to, at least one
/// @param apiKey that it wants as `Authorization: Bearer`; null when it wants none
/// @param latencyMs from the end of a request to the beginning of its reply
/// @param slots requests served at once; one more gets status 429; 0 for no limit
/// @param formats that it knows; it answers any other with status 400
/// @param rates probability of each fault in `[0, 1]`, independent of one another; absent is 0
/// @param mostFailures the same messages fail at most this many times before a reply gets through
/// @param retryAfterSeconds what `Retry-After` says, at least 0
/// @param dripMs how long a slow reply takes
/// @param poison ids of documents whose requests are always reset
/// @param log file that gets one line of JSON a request; null for none
public record Scenario(
    List<ToldResume> documents,
    List<String> models,
    @Nullable String apiKey,
    int latencyMs,
    int slots,
    Set<ResponseFormat> formats,
    long seed,
    Behaviour behaviour,
    Map<Fault, Double> rates,
    int mostFailures,
    int retryAfterSeconds,
    int dripMs,
    SortedSet<String> poison,
    @Nullable Path log) {

  /// How the model treats what it reads.
  public enum Behaviour {
    /// It answers what the document tells.
    FAITHFUL,
    /// It also obeys every instruction in the document.
    GULLIBLE
  }

  public Scenario {
    documents = List.copyOf(documents);
    models = List.copyOf(models);
    formats =
        Collections.unmodifiableSet(
            formats.isEmpty() ? EnumSet.noneOf(ResponseFormat.class) : EnumSet.copyOf(formats));
    EnumMap<Fault, Double> sorted = new EnumMap<>(Fault.class);
    sorted.putAll(rates);
    rates = Collections.unmodifiableMap(sorted);
    poison = Collections.unmodifiableSortedSet(new TreeSet<>(poison));
    if (models.isEmpty()) {
      throw new JobtrailException.Usage("models: a server needs a model, found none");
    }
    atLeastZero("latency_ms", latencyMs);
    atLeastZero("slots", slots);
    atLeastZero("most_failures", mostFailures);
    atLeastZero("retry_after_s", retryAfterSeconds);
    atLeastZero("drip_ms", dripMs);
    rates.forEach(
        (fault, rate) -> {
          if (!(rate >= 0 && rate <= 1)) {
            throw new JobtrailException.Usage(
                "faults." + fault.word() + ": must be in [0, 1], found " + rate);
          }
        });
  }

  private static void atLeastZero(String key, int value) {
    if (value < 0) {
      throw new JobtrailException.Usage(key + ": must be at least 0, found " + value);
    }
  }

  /// A faultless server that answers at once, to the model `scripted`, without a key.
  public static Scenario of(List<ToldResume> documents) {
    return new Scenario(
        documents,
        List.of("scripted"),
        null,
        0,
        0,
        EnumSet.allOf(ResponseFormat.class),
        1,
        Behaviour.FAITHFUL,
        Map.of(),
        3,
        1,
        500,
        new TreeSet<>(),
        null);
  }

  /// As [#of(List)], about the people of a folder that `simulate` wrote.
  public static Scenario ofPopulation(Path simulated) throws IOException {
    return of(ToldResume.read(simulated.resolve("truth").resolve(ToldResume.FILE)));
  }

  /// @throws JobtrailException.Usage when the file is no scenario, with file and key
  public static Scenario read(Path toml) throws IOException {
    return ScenarioFile.read(toml);
  }

  double rate(Fault fault) {
    return rates.getOrDefault(fault, 0.0);
  }

  public Scenario withModels(String... names) {
    return new Scenario(
        documents,
        List.of(names),
        apiKey,
        latencyMs,
        slots,
        formats,
        seed,
        behaviour,
        rates,
        mostFailures,
        retryAfterSeconds,
        dripMs,
        poison,
        log);
  }

  public Scenario withApiKey(@Nullable String key) {
    return new Scenario(
        documents,
        models,
        key,
        latencyMs,
        slots,
        formats,
        seed,
        behaviour,
        rates,
        mostFailures,
        retryAfterSeconds,
        dripMs,
        poison,
        log);
  }

  public Scenario withLatencyMs(int ms) {
    return new Scenario(
        documents,
        models,
        apiKey,
        ms,
        slots,
        formats,
        seed,
        behaviour,
        rates,
        mostFailures,
        retryAfterSeconds,
        dripMs,
        poison,
        log);
  }

  public Scenario withSlots(int most) {
    return new Scenario(
        documents,
        models,
        apiKey,
        latencyMs,
        most,
        formats,
        seed,
        behaviour,
        rates,
        mostFailures,
        retryAfterSeconds,
        dripMs,
        poison,
        log);
  }

  public Scenario withFormats(ResponseFormat... known) {
    Set<ResponseFormat> set = EnumSet.noneOf(ResponseFormat.class);
    set.addAll(Arrays.asList(known));
    return new Scenario(
        documents,
        models,
        apiKey,
        latencyMs,
        slots,
        set,
        seed,
        behaviour,
        rates,
        mostFailures,
        retryAfterSeconds,
        dripMs,
        poison,
        log);
  }

  public Scenario withSeed(long decides) {
    return new Scenario(
        documents,
        models,
        apiKey,
        latencyMs,
        slots,
        formats,
        decides,
        behaviour,
        rates,
        mostFailures,
        retryAfterSeconds,
        dripMs,
        poison,
        log);
  }

  public Scenario withBehaviour(Behaviour how) {
    return new Scenario(
        documents,
        models,
        apiKey,
        latencyMs,
        slots,
        formats,
        seed,
        how,
        rates,
        mostFailures,
        retryAfterSeconds,
        dripMs,
        poison,
        log);
  }

  public Scenario withFault(Fault fault, double rate) {
    EnumMap<Fault, Double> more = new EnumMap<>(Fault.class);
    more.putAll(rates);
    more.put(fault, rate);
    return new Scenario(
        documents,
        models,
        apiKey,
        latencyMs,
        slots,
        formats,
        seed,
        behaviour,
        more,
        mostFailures,
        retryAfterSeconds,
        dripMs,
        poison,
        log);
  }

  /// Every fault there is, each at this rate.
  public Scenario withEveryFault(double rate) {
    Scenario all = this;
    for (Fault fault : Fault.values()) {
      all = all.withFault(fault, rate);
    }
    return all;
  }

  public Scenario withMostFailures(int most) {
    return new Scenario(
        documents,
        models,
        apiKey,
        latencyMs,
        slots,
        formats,
        seed,
        behaviour,
        rates,
        most,
        retryAfterSeconds,
        dripMs,
        poison,
        log);
  }

  public Scenario withRetryAfterSeconds(int seconds) {
    return new Scenario(
        documents,
        models,
        apiKey,
        latencyMs,
        slots,
        formats,
        seed,
        behaviour,
        rates,
        mostFailures,
        seconds,
        dripMs,
        poison,
        log);
  }

  public Scenario withDripMs(int ms) {
    return new Scenario(
        documents,
        models,
        apiKey,
        latencyMs,
        slots,
        formats,
        seed,
        behaviour,
        rates,
        mostFailures,
        retryAfterSeconds,
        ms,
        poison,
        log);
  }

  public Scenario withPoison(String... ids) {
    return new Scenario(
        documents,
        models,
        apiKey,
        latencyMs,
        slots,
        formats,
        seed,
        behaviour,
        rates,
        mostFailures,
        retryAfterSeconds,
        dripMs,
        new TreeSet<>(List.of(ids)),
        log);
  }

  public Scenario withLog(@Nullable Path file) {
    return new Scenario(
        documents,
        models,
        apiKey,
        latencyMs,
        slots,
        formats,
        seed,
        behaviour,
        rates,
        mostFailures,
        retryAfterSeconds,
        dripMs,
        poison,
        file);
  }
}
