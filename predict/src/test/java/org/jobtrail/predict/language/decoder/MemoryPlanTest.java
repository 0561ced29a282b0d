package org.jobtrail.predict.language.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.libtorch.Precision;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryPlanTest {
  @TempDir Path folder;

  private static final DecoderFitting FITTING = DecoderFitting.DEFAULT;

  /// Llama-2 7B has 6,738,415,616 parameters.
  private DecoderConfig sevenBillion() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"architectures": ["LlamaForCausalLM"], "vocab_size": 32000, "hidden_size": 4096,
         "intermediate_size": 11008, "num_hidden_layers": 32, "num_attention_heads": 32,
         "num_key_value_heads": 32, "max_position_embeddings": 4096, "rms_norm_eps": 1e-05,
         "hidden_act": "silu", "tie_word_embeddings": false}
        """);
    return ConfigJson.read(folder);
  }

  @Test
  void plansSevenBillionParametersWithoutLoading() throws IOException {
    MemoryPlan full = MemoryPlan.full(sevenBillion(), FITTING, Precision.FLOAT32, Device.CPU, 130);
    assertThat(full.parameters()).isEqualTo(6_738_415_616L);
    assertThat(full.trained()).isEqualTo(full.parameters());
    assertThat(full.weightBytes()).isEqualTo(4 * full.parameters());
    assertThat(full.gradientBytes()).isEqualTo(4 * full.parameters());
    assertThat(full.momentBytes()).isEqualTo(8 * full.parameters());
    assertThat(full.bytes()).isGreaterThan(20 * full.parameters());
    // Rank 8 on queries and values: 8 × (4096 + 4096) × 2 × 32.
    MemoryPlan lora =
        MemoryPlan.lora(
            sevenBillion(),
            new Lora(8, 16, List.of("q_proj", "v_proj")),
            FITTING,
            Precision.BFLOAT16,
            Device.CPU,
            130);
    assertThat(lora.trained()).isEqualTo(4_194_304L);
    assertThat(lora.weightBytes()).isEqualTo(2 * lora.parameters() + 4 * lora.trained());
    assertThat(lora.momentBytes()).isEqualTo(8 * lora.trained());
    assertThat(lora.activationBytes()).isEqualTo(full(FITTING, Precision.BFLOAT16));
    // Layers that are run again remember a small part.
    assertThat(full(FITTING.withCheckpointing(true), Precision.BFLOAT16))
        .isLessThan(lora.activationBytes() / 8);
  }

  private long full(DecoderFitting fitting, Precision precision) throws IOException {
    return MemoryPlan.full(sevenBillion(), fitting, precision, Device.CPU, 130).activationBytes();
  }

  @Test
  void refusesInOneLineWhatDoesNotFit() throws IOException {
    MemoryPlan plan = MemoryPlan.scoring(sevenBillion(), Precision.BFLOAT16, Device.CPU, 100);
    assertThatThrownBy(
            () ->
                plan.refuseUnlessFits(
                    Path.of("llama"), "scoring", OptionalLong.of(8_000_000_000L), "take less"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(
            "llama: scoring takes about "
                + MemoryPlan.gigabytes(plan.bytes())
                + " of memory (weights 13.5 GB, a batch "
                + MemoryPlan.gigabytes(plan.activationBytes())
                + "), 8.0 GB are free; take less");
    assertThatCode(
            () -> {
              plan.refuseUnlessFits(
                  Path.of("llama"), "scoring", OptionalLong.of(80_000_000_000L), "");
              plan.refuseUnlessFits(Path.of("llama"), "scoring", OptionalLong.empty(), "");
            })
        .doesNotThrowAnyException();
  }

  @Test
  void knowsWhatIsFreeHereAndNotElsewhere() {
    assertThat(MemoryPlan.free(Device.CUDA)).isEmpty();
    if (Files.isReadable(Path.of("/proc/meminfo"))) {
      assertThat(MemoryPlan.free(Device.CPU).orElseThrow()).isGreaterThan(1_000_000);
    }
  }
}
