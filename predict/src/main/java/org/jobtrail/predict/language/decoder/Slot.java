package org.jobtrail.predict.language.decoder;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.predict.libtorch.Parameters;

/// A weight as the network multiplies with it, and the tensors of a checkpoint that it is made of,
/// one below the other: queries, keys and values lie in one matrix here and in three there.
///
/// @param name as {@link Decoder} knows it
/// @param start its shape, and how it is drawn for training from nothing
/// @param pieces by rows, in order
record Slot(String name, Parameters.Start start, List<Piece> pieces) {
  /// @param name of the checkpoint's tensor
  /// @param rows of the slot that it fills
  /// @param transposed GPT-2 keeps its matrices the other way round
  record Piece(String name, long rows, boolean transposed) {}

  Slot {
    pieces = List.copyOf(pieces);
  }

  /// The shape of a piece in the checkpoint.
  List<Long> shape(Piece piece) {
    if (start.shape().size() == 1) {
      return List.of(piece.rows);
    }
    long columns = start.shape().get(1);
    return piece.transposed ? List.of(columns, piece.rows) : List.of(piece.rows, columns);
  }

  static SortedMap<String, Parameters.Start> starts(DecoderConfig config) {
    SortedMap<String, Parameters.Start> starts = new TreeMap<>();
    all(config).forEach(slot -> starts.put(slot.name, slot.start));
    return starts;
  }

  /// `layer.007`: sorts by number.
  static String layer(int number) {
    return "layer.%03d".formatted(number);
  }

  /// All of a decoder, in the order in which a forward pass needs them.
  static List<Slot> all(DecoderConfig c) {
    return c.gpt2() ? gpt2(c) : llama(c);
  }

  private static final double DEVIATION = 0.02;

  private static List<Slot> llama(DecoderConfig c) {
    List<Slot> slots = new ArrayList<>();
    long d = c.width();
    long q = c.queryWidth();
    long kv = c.keyWidth();
    long h = c.hidden();
    double deep = DEVIATION / Math.sqrt(2.0 * c.layers());
    slots.add(
        matrix("embed.weight", DEVIATION, d, rows("model.embed_tokens.weight", c.vocabulary())));
    for (int l = 0; l < c.layers(); l++) {
      String own = layer(l);
      String theirs = "model.layers." + l + ".";
      String attention = theirs + "self_attn.";
      slots.add(norm(own + ".attention_norm.weight", d, theirs + "input_layernorm.weight"));
      slots.add(
          matrix(
              own + ".qkv.weight",
              DEVIATION,
              d,
              rows(attention + "q_proj.weight", q),
              rows(attention + "k_proj.weight", kv),
              rows(attention + "v_proj.weight", kv)));
      if (c.attentionBias()) {
        slots.add(
            vector(
                own + ".qkv.bias",
                rows(attention + "q_proj.bias", q),
                rows(attention + "k_proj.bias", kv),
                rows(attention + "v_proj.bias", kv)));
      }
      if (c.headNorms()) {
        slots.add(norm(own + ".query_norm.weight", c.headWidth(), attention + "q_norm.weight"));
        slots.add(norm(own + ".key_norm.weight", c.headWidth(), attention + "k_norm.weight"));
      }
      slots.add(
          matrix(own + ".attention_out.weight", deep, q, rows(attention + "o_proj.weight", d)));
      if (c.attentionOutBias()) {
        slots.add(vector(own + ".attention_out.bias", rows(attention + "o_proj.bias", d)));
      }
      slots.add(norm(own + ".ffn_norm.weight", d, theirs + "post_attention_layernorm.weight"));
      slots.add(
          matrix(
              own + ".ffn_in.weight",
              DEVIATION,
              d,
              rows(theirs + "mlp.gate_proj.weight", h),
              rows(theirs + "mlp.up_proj.weight", h)));
      slots.add(matrix(own + ".ffn_out.weight", deep, h, rows(theirs + "mlp.down_proj.weight", d)));
      if (c.feedForwardBias()) {
        slots.add(
            vector(
                own + ".ffn_in.bias",
                rows(theirs + "mlp.gate_proj.bias", h),
                rows(theirs + "mlp.up_proj.bias", h)));
        slots.add(vector(own + ".ffn_out.bias", rows(theirs + "mlp.down_proj.bias", d)));
      }
    }
    slots.add(norm("norm.weight", d, "model.norm.weight"));
    if (!c.tied()) {
      slots.add(matrix("output.weight", DEVIATION, d, rows("lm_head.weight", c.vocabulary())));
    }
    return slots;
  }

  private static List<Slot> gpt2(DecoderConfig c) {
    List<Slot> slots = new ArrayList<>();
    long d = c.width();
    double deep = DEVIATION / Math.sqrt(2.0 * c.layers());
    slots.add(matrix("embed.weight", DEVIATION, d, rows("transformer.wte.weight", c.vocabulary())));
    slots.add(matrix("positions.weight", 0.01, d, rows("transformer.wpe.weight", c.positions())));
    for (int l = 0; l < c.layers(); l++) {
      String own = layer(l);
      String theirs = "transformer.h." + l + ".";
      slots.add(norm(own + ".attention_norm.weight", d, theirs + "ln_1.weight"));
      slots.add(vector(own + ".attention_norm.bias", rows(theirs + "ln_1.bias", d)));
      slots.add(
          matrix(own + ".qkv.weight", DEVIATION, d, turned(theirs + "attn.c_attn.weight", 3 * d)));
      slots.add(vector(own + ".qkv.bias", rows(theirs + "attn.c_attn.bias", 3 * d)));
      slots.add(
          matrix(own + ".attention_out.weight", deep, d, turned(theirs + "attn.c_proj.weight", d)));
      slots.add(vector(own + ".attention_out.bias", rows(theirs + "attn.c_proj.bias", d)));
      slots.add(norm(own + ".ffn_norm.weight", d, theirs + "ln_2.weight"));
      slots.add(vector(own + ".ffn_norm.bias", rows(theirs + "ln_2.bias", d)));
      slots.add(
          matrix(
              own + ".ffn_in.weight",
              DEVIATION,
              d,
              turned(theirs + "mlp.c_fc.weight", c.hidden())));
      slots.add(vector(own + ".ffn_in.bias", rows(theirs + "mlp.c_fc.bias", c.hidden())));
      slots.add(
          matrix(
              own + ".ffn_out.weight", deep, c.hidden(), turned(theirs + "mlp.c_proj.weight", d)));
      slots.add(vector(own + ".ffn_out.bias", rows(theirs + "mlp.c_proj.bias", d)));
    }
    slots.add(norm("norm.weight", d, "transformer.ln_f.weight"));
    slots.add(vector("norm.bias", rows("transformer.ln_f.bias", d)));
    if (!c.tied()) {
      slots.add(matrix("output.weight", DEVIATION, d, rows("lm_head.weight", c.vocabulary())));
    }
    return slots;
  }

  private static Piece rows(String name, long rows) {
    return new Piece(name, rows, false);
  }

  private static Piece turned(String name, long rows) {
    return new Piece(name, rows, true);
  }

  private static Slot matrix(String name, double deviation, long columns, Piece... pieces) {
    List<Piece> all = List.of(pieces);
    long rows = all.stream().mapToLong(Piece::rows).sum();
    return new Slot(name, Parameters.Start.normal(deviation, rows, columns), all);
  }

  private static Slot vector(String name, Piece... pieces) {
    List<Piece> all = List.of(pieces);
    return new Slot(name, Parameters.Start.of(0, all.stream().mapToLong(Piece::rows).sum()), all);
  }

  private static Slot norm(String name, long width, String theirs) {
    return new Slot(name, Parameters.Start.of(1, width), List.of(rows(theirs, width)));
  }
}
