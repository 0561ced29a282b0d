package org.jobtrail.predict.language.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// A second forward pass, with plain loops, from a checkpoint's own names and settings.
final class NaiveDecoder {
  private final JsonNode config;
  private final Map<String, org.jobtrail.predict.Tensor> tensors;
  private final boolean gpt2;
  private final int width;
  private final int layers;
  private final int heads;
  private final int keyHeads;
  private final int headWidth;
  private final int hidden;
  private final int vocabulary;
  private final double epsilon;

  NaiveDecoder(JsonNode config, Map<String, org.jobtrail.predict.Tensor> tensors) {
    this.config = config;
    this.tensors = tensors;
    gpt2 = config.path("model_type").asText().equals("gpt2");
    vocabulary = config.path("vocab_size").asInt();
    if (gpt2) {
      width = config.path("n_embd").asInt();
      layers = config.path("n_layer").asInt();
      heads = config.path("n_head").asInt();
      keyHeads = heads;
      headWidth = width / heads;
      hidden = config.path("n_inner").asInt();
      epsilon = config.path("layer_norm_epsilon").asDouble();
    } else {
      width = config.path("hidden_size").asInt();
      layers = config.path("num_hidden_layers").asInt();
      heads = config.path("num_attention_heads").asInt();
      keyHeads = config.path("num_key_value_heads").asInt();
      headWidth = config.path("head_dim").asInt();
      hidden = config.path("intermediate_size").asInt();
      epsilon = config.path("rms_norm_eps").asDouble();
    }
  }

  /// Of every token of the vocabulary after each prefix, `[tokens][vocabulary]`.
  double[][] logProbabilities(int... tokens) {
    double[][] x = new double[tokens.length][];
    for (int t = 0; t < tokens.length; t++) {
      x[t] = row(gpt2 ? "transformer.wte.weight" : "model.embed_tokens.weight", tokens[t]);
      if (gpt2) {
        x[t] = plus(x[t], row("transformer.wpe.weight", t));
      }
    }
    for (int l = 0; l < layers; l++) {
      x = gpt2 ? gpt2Layer(l, x) : llamaLayer(l, x);
    }
    double[][] logs = new double[tokens.length][vocabulary];
    String output =
        config.path("tie_word_embeddings").asBoolean()
            ? gpt2 ? "transformer.wte.weight" : "model.embed_tokens.weight"
            : "lm_head.weight";
    for (int t = 0; t < tokens.length; t++) {
      double[] h = gpt2 ? layerNorm("transformer.ln_f", x[t]) : rmsNorm("model.norm.weight", x[t]);
      double whole = 0;
      for (int v = 0; v < vocabulary; v++) {
        logs[t][v] = dot(row(output, v), h);
        whole += Math.exp(logs[t][v]);
      }
      for (int v = 0; v < vocabulary; v++) {
        logs[t][v] -= Math.log(whole);
      }
    }
    return logs;
  }

  private double[][] llamaLayer(int l, double[][] x) {
    String name = "model.layers." + l + ".";
    int n = x.length;
    double[][][] q = new double[n][heads][];
    double[][][] k = new double[n][keyHeads][];
    double[][][] v = new double[n][keyHeads][];
    for (int t = 0; t < n; t++) {
      double[] h = rmsNorm(name + "input_layernorm.weight", x[t]);
      double[] qs = linear(name + "self_attn.q_proj", h);
      double[] ks = linear(name + "self_attn.k_proj", h);
      double[] vs = linear(name + "self_attn.v_proj", h);
      for (int i = 0; i < heads; i++) {
        q[t][i] = turned(normed(name + "self_attn.q_norm.weight", part(qs, i)), t);
      }
      for (int i = 0; i < keyHeads; i++) {
        k[t][i] = turned(normed(name + "self_attn.k_norm.weight", part(ks, i)), t);
        v[t][i] = part(vs, i);
      }
    }
    double[][] out = new double[n][];
    for (int t = 0; t < n; t++) {
      double[] h = plus(x[t], linear(name + "self_attn.o_proj", attend(q, k, v, t)));
      double[] g = rmsNorm(name + "post_attention_layernorm.weight", h);
      double[] gate = linear(name + "mlp.gate_proj", g);
      double[] up = linear(name + "mlp.up_proj", g);
      for (int i = 0; i < hidden; i++) {
        up[i] *= gate[i] / (1 + Math.exp(-gate[i]));
      }
      out[t] = plus(h, linear(name + "mlp.down_proj", up));
    }
    return out;
  }

  private double[][] gpt2Layer(int l, double[][] x) {
    String name = "transformer.h." + l + ".";
    int n = x.length;
    double[][][] q = new double[n][heads][];
    double[][][] k = new double[n][heads][];
    double[][][] v = new double[n][heads][];
    for (int t = 0; t < n; t++) {
      double[] all = conv(name + "attn.c_attn", layerNorm(name + "ln_1", x[t]));
      for (int i = 0; i < heads; i++) {
        q[t][i] = part(all, i);
        k[t][i] = part(all, heads + i);
        v[t][i] = part(all, 2 * heads + i);
      }
    }
    double[][] out = new double[n][];
    for (int t = 0; t < n; t++) {
      double[] h = plus(x[t], conv(name + "attn.c_proj", attend(q, k, v, t)));
      double[] g = conv(name + "mlp.c_fc", layerNorm(name + "ln_2", h));
      for (int i = 0; i < g.length; i++) {
        double z = g[i];
        double inside = Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z);
        g[i] = 0.5 * z * (1 + Math.tanh(inside));
      }
      out[t] = plus(h, conv(name + "mlp.c_proj", g));
    }
    return out;
  }

  private double[] attend(double[][][] q, double[][][] k, double[][][] v, int t) {
    double[] joined = new double[heads * headWidth];
    for (int i = 0; i < heads; i++) {
      int kv = i / (heads / keyHeads);
      double[] share = new double[t + 1];
      double whole = 0;
      for (int s = 0; s <= t; s++) {
        share[s] = Math.exp(dot(q[t][i], k[s][kv]) / Math.sqrt(headWidth));
        whole += share[s];
      }
      for (int s = 0; s <= t; s++) {
        for (int d = 0; d < headWidth; d++) {
          joined[i * headWidth + d] += share[s] / whole * v[s][kv][d];
        }
      }
    }
    return joined;
  }

  private double[] turned(double[] x, int position) {
    double[] out = new double[headWidth];
    int half = headWidth / 2;
    for (int i = 0; i < half; i++) {
      double angle = position * frequency(i);
      out[i] = x[i] * Math.cos(angle) - x[half + i] * Math.sin(angle);
      out[half + i] = x[half + i] * Math.cos(angle) + x[i] * Math.sin(angle);
    }
    return out;
  }

  private double frequency(int i) {
    double plain = 1 / Math.pow(config.path("rope_theta").asDouble(), 2.0 * i / headWidth);
    JsonNode scaling = config.path("rope_scaling");
    double factor = scaling.path("factor").asDouble(1);
    if (scaling.path("rope_type").asText().equals("llama3")) {
      double low = scaling.path("low_freq_factor").asDouble();
      double high = scaling.path("high_freq_factor").asDouble();
      double cycles =
          scaling.path("original_max_position_embeddings").asDouble() * plain / (2 * Math.PI);
      double kept = Math.clamp((cycles - low) / (high - low), 0, 1);
      return plain * kept + plain / factor * (1 - kept);
    }
    return plain / factor;
  }

  private double[] part(double[] x, int head) {
    return java.util.Arrays.copyOfRange(x, head * headWidth, (head + 1) * headWidth);
  }

  private double[] normed(String name, double[] x) {
    return tensors.containsKey(name) ? rmsNorm(name, x) : x;
  }

  private double[] rmsNorm(String name, double[] x) {
    double[] scale = of(name).doubles();
    double by = Math.sqrt(dot(x, x) / x.length + epsilon);
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = x[i] / by * scale[i];
    }
    return out;
  }

  private double[] layerNorm(String name, double[] x) {
    double mean = java.util.Arrays.stream(x).average().orElseThrow();
    double variance =
        java.util.Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] =
          (x[i] - mean) / Math.sqrt(variance + epsilon) * of(name + ".weight").doubles()[i]
              + of(name + ".bias").doubles()[i];
    }
    return out;
  }

  /// `W x + b`, with `W` as rows of outputs.
  private double[] linear(String name, double[] x) {
    int rows = of(name + ".weight").shape().getFirst().intValue();
    double[] out = new double[rows];
    for (int r = 0; r < rows; r++) {
      out[r] = dot(row(name + ".weight", r), x);
    }
    return tensors.containsKey(name + ".bias") ? plus(out, of(name + ".bias").doubles()) : out;
  }

  /// `x W + b`, with `W` as columns of outputs.
  private double[] conv(String name, double[] x) {
    double[] w = of(name + ".weight").doubles();
    double[] out = of(name + ".bias").doubles();
    for (int r = 0; r < x.length; r++) {
      for (int c = 0; c < out.length; c++) {
        out[c] += x[r] * w[r * out.length + c];
      }
    }
    return out;
  }

  private double[] row(String name, int row) {
    int columns = of(name).shape().get(1).intValue();
    return java.util.Arrays.copyOfRange(of(name).doubles(), row * columns, (row + 1) * columns);
  }

  private org.jobtrail.predict.Tensor of(String name) {
    org.jobtrail.predict.Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return tensor;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] out = a.clone();
    for (int i = 0; i < a.length; i++) {
      out[i] += b[i];
    }
    return out;
  }
}
