package org.jobtrail.extract.llm;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Settings for tests: waits of a few milliseconds, a price of one for each token.
record Trials(
    URI url,
    String model,
    Path store,
    Optional<String> key,
    int slots,
    Duration timeout,
    int tries,
    Duration patience,
    boolean pseudonymise,
    int partCharacters,
    Optional<BigDecimal> maxCost,
    boolean offline) {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  static Trials of(String url, Path store) {
    return new Trials(
        URI.create(url),
        "scripted",
        store,
        Optional.empty(),
        8,
        Duration.ofSeconds(20),
        4,
        Duration.ofSeconds(20),
        false,
        12_000,
        Optional.empty(),
        false);
  }

  static Trials of(Asked server, Path store) {
    return of(server.url().toString(), store).withModel("m");
  }

  LlmSettings settings() {
    return new LlmSettings(
        url,
        model,
        key,
        store,
        slots,
        timeout,
        tries,
        3,
        Duration.ofMillis(2),
        patience,
        pseudonymise,
        partCharacters,
        new Prices("EUR", MILLION, MILLION, BigDecimal.ONE),
        maxCost,
        offline);
  }

  Trials withModel(String name) {
    return new Trials(
        url,
        name,
        store,
        key,
        slots,
        timeout,
        tries,
        patience,
        pseudonymise,
        partCharacters,
        maxCost,
        offline);
  }

  Trials withKey(String secret) {
    return new Trials(
        url,
        model,
        store,
        Optional.of(secret),
        slots,
        timeout,
        tries,
        patience,
        pseudonymise,
        partCharacters,
        maxCost,
        offline);
  }

  Trials withSlots(int most) {
    return new Trials(
        url,
        model,
        store,
        key,
        most,
        timeout,
        tries,
        patience,
        pseudonymise,
        partCharacters,
        maxCost,
        offline);
  }

  Trials withTimeoutMs(long ms) {
    return new Trials(
        url,
        model,
        store,
        key,
        slots,
        Duration.ofMillis(ms),
        tries,
        patience,
        pseudonymise,
        partCharacters,
        maxCost,
        offline);
  }

  Trials withTries(int most) {
    return new Trials(
        url,
        model,
        store,
        key,
        slots,
        timeout,
        most,
        patience,
        pseudonymise,
        partCharacters,
        maxCost,
        offline);
  }

  Trials withPatienceMs(long ms) {
    return new Trials(
        url,
        model,
        store,
        key,
        slots,
        timeout,
        tries,
        Duration.ofMillis(ms),
        pseudonymise,
        partCharacters,
        maxCost,
        offline);
  }

  Trials withPseudonyms() {
    return new Trials(
        url,
        model,
        store,
        key,
        slots,
        timeout,
        tries,
        patience,
        true,
        partCharacters,
        maxCost,
        offline);
  }

  Trials withPartCharacters(int most) {
    return new Trials(
        url,
        model,
        store,
        key,
        slots,
        timeout,
        tries,
        patience,
        pseudonymise,
        most,
        maxCost,
        offline);
  }

  Trials withMaxCost(long most) {
    return new Trials(
        url,
        model,
        store,
        key,
        slots,
        timeout,
        tries,
        patience,
        pseudonymise,
        partCharacters,
        Optional.of(BigDecimal.valueOf(most)),
        offline);
  }

  Trials isOffline() {
    return new Trials(
        url,
        model,
        store,
        key,
        slots,
        timeout,
        tries,
        patience,
        pseudonymise,
        partCharacters,
        maxCost,
        true);
  }
}
