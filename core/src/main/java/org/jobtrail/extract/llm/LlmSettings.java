package org.jobtrail.extract.llm;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jobtrail.provenance.JobtrailException;

/// Which model is asked, how, and at what expense.
///
/// @param url the base, such as `http://localhost:8000/v1`
/// @param key for `Authorization: Bearer`; never written anywhere
/// @param store folder that keeps every reply
/// @param slots calls at once at most; fewer while the server pushes back
/// @param timeout of one call, its reply read to the end
/// @param tries calls for one reply when the server is busy, fails or falls silent
/// @param replies replies read for one part of a résumé before the parser takes over
/// @param backoff wait before the second try; doubles with each further one
/// @param patience how long nothing but failures is borne before the run stops
/// @param pseudonymise whether names, addresses and numbers are taken out of the text first
/// @param partCharacters a longer text is sent in parts
/// @param prices what tokens cost
/// @param maxCost what all calls of the run together may cost; empty for any amount
/// @param offline read the store only
public record LlmSettings(
    URI url,
    String model,
    Optional<String> key,
    Path store,
    int slots,
    Duration timeout,
    int tries,
    int replies,
    Duration backoff,
    Duration patience,
    boolean pseudonymise,
    int partCharacters,
    Prices prices,
    Optional<BigDecimal> maxCost,
    boolean offline) {
  public static final int SLOTS = 32;
  public static final int PART_CHARACTERS = 12_000;

  public LlmSettings {
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new JobtrailException.Usage(
          "--llm-url must be a plain base address like http://localhost:8000/v1; put a key into"
              + " JOBTRAIL_LLM_KEY or a file for --llm-key-file");
    }
    if ((!"http".equals(url.getScheme()) && !"https".equals(url.getScheme()))
        || url.getHost() == null) {
      throw new JobtrailException.Usage(
          "--llm-url must be like http://localhost:8000/v1, found \"" + url + '"');
    }
    if (model.isBlank()) {
      throw new JobtrailException.Usage("--llm-model must name the model, found an empty name");
    }
    if (slots < 1 || slots > 4096) {
      throw new JobtrailException.Usage("--llm-slots must be 1 to 4096, found " + slots);
    }
    if (replies < 1 || replies > 10) {
      throw new JobtrailException.Usage("--llm-replies must be 1 to 10, found " + replies);
    }
    if (partCharacters < 500) {
      throw new JobtrailException.Usage(
          "--llm-part-characters must be at least 500, found " + partCharacters);
    }
    if (maxCost.isPresent() && maxCost.get().signum() < 0) {
      throw new JobtrailException.Usage("--max-cost must be 0 or more, found " + maxCost.get());
    }
  }

  /// Settings for a server on this machine, the rest as the command line has it by default.
  public static LlmSettings of(URI url, String model, Path store) {
    return new LlmSettings(
        url,
        model,
        Optional.empty(),
        store,
        SLOTS,
        Duration.ofMinutes(2),
        8,
        3,
        Duration.ofMillis(500),
        Duration.ofMinutes(2),
        !isLoopback(url),
        PART_CHARACTERS,
        Prices.NONE,
        Optional.empty(),
        false);
  }

  /// Whether the address is this machine and nothing that is sent leaves it.
  public static boolean isLoopback(URI url) {
    String host = url.getHost();
    if (host == null) {
      return false;
    }
    if (host.equals("localhost")) {
      return true;
    }
    if (!host.matches("[0-9.]+|\\[?[0-9a-fA-F:]+\\]?")) {
      // A name may lead anywhere tomorrow.
      return false;
    }
    try {
      return InetAddress.getByName(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
