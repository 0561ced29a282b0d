package org.jobtrail.extract.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PricesTest {
  private static final String TABLE =
      """
      currency = "EUR"
      [models."small-1.5"]
      prompt_per_million = 0.15
      completion_per_million = 1
      [models.large]
      prompt_per_million = 3
      completion_per_million = 15
      """;

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("prices.toml"), text);
  }

  private void refuses(String text, String line) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> Prices.read(file, "small-1.5"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageStartingWith(file + ":")
        .hasMessageContaining(line);
  }

  @Test
  void pricesTokensToTheLastDigit() throws IOException {
    Prices prices = Prices.read(file(TABLE), "small-1.5");
    assertThat(prices.currency()).isEqualTo("EUR");
    // 1,000,001 x 0.15 / 1e6 + 7 x 1 / 1e6
    assertThat(prices.cost(1_000_001, 7)).isEqualByComparingTo("0.15000715");
    assertThat(prices.cost(0, 0)).isEqualByComparingTo("0");
    assertThat(prices.text())
        .isEqualTo("EUR 0.15 per million prompt tokens, 1 completion, batches times 1");
    assertThat(Prices.NONE.text()).isEqualTo("none given");
    assertThat(Prices.NONE.cost(5, 5)).isEqualByComparingTo("0");
  }

  @Test
  void costsOfPartsAddUpToTheCostOfTheWhole() throws IOException {
    Prices prices = Prices.read(file(TABLE), "small-1.5");
    Random random = new Random(1);
    BigDecimal sum = BigDecimal.ZERO;
    long prompt = 0;
    long completion = 0;
    for (int i = 0; i < 1000; i++) {
      int p = random.nextInt(20_000);
      int c = random.nextInt(3_000);
      sum = sum.add(prices.cost(p, c));
      prompt += p;
      completion += c;
    }
    assertThat(sum).isEqualByComparingTo(prices.cost(prompt, completion));
  }

  @Test
  void namesFileAndKey() throws IOException {
    refuses(
        TABLE.replace("\"small-1.5\"", "other"),
        "has no [models.\"small-1.5\"], known: [large, other]");
    refuses("currency = = 3", "prices.toml:1: is no TOML");
    refuses(TABLE.replace("\"EUR\"", "\"euros\""), "currency = \"EUR\", found \"euros\"");
    refuses(TABLE.replace("currency = \"EUR\"\n", ""), "currency = \"EUR\", found \"\"");
    refuses(
        TABLE.replaceFirst("prompt_per_million = 0.15\n", ""),
        "[models.\"small-1.5\"] needs prompt_per_million = a number of 0 or more, found nothing");
    refuses(
        TABLE.replaceFirst("completion_per_million = 1\n", "completion_per_million = -1\n"),
        "needs completion_per_million = a number of 0 or more, found -1");
    refuses(
        TABLE.replaceFirst("0.15", "\"cheap\""),
        "needs prompt_per_million = a number of 0 or more, found \"cheap\"");
    refuses(TABLE.replaceFirst("0.15", "nan"), "prompt_per_million");
    refuses(TABLE.replaceFirst("0.15", "inf"), "prompt_per_million");
    refuses("", "known: []");
  }

  @Test
  void namesAFileThatIsNoText() throws IOException {
    Path binary = Files.write(folder.resolve("prices.bin"), new byte[] {(byte) 0xC3, 0x28});
    assertThatThrownBy(() -> Prices.read(binary, "m"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(binary + ": is no text, a price table is a TOML file");
    assertThatThrownBy(() -> Prices.read(folder, "m"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(folder + ": is a folder, a price table is a TOML file");
  }
}
