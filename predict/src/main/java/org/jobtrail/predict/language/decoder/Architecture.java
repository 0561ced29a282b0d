package org.jobtrail.predict.language.decoder;

/// Families of decoders by the names that `config.json` has for them.
public enum Architecture {
  /// RMSNorm, rotary positions, grouped-query attention, SwiGLU.
  LLAMA("LlamaForCausalLM", "llama"),
  /// Llama with a bias in the projections to queries, keys and values.
  QWEN2("Qwen2ForCausalLM", "qwen2"),
  /// Llama with an RMSNorm of every head's query and key.
  QWEN3("Qwen3ForCausalLM", "qwen3"),
  /// LayerNorm, learnt positions, GELU, biases everywhere.
  GPT2("GPT2LMHeadModel", "gpt2");

  private final String architecture;
  private final String modelType;

  Architecture(String architecture, String modelType) {
    this.architecture = architecture;
    this.modelType = modelType;
  }

  /// In `architectures`.
  public String architecture() {
    return architecture;
  }

  /// In `model_type`.
  public String modelType() {
    return modelType;
  }
}
