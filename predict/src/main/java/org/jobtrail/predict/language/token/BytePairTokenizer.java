package org.jobtrail.predict.language.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// A byte-level byte-pair encoding: the special tokens, the 256 bytes, one token per merge, then
/// whole pieces that are frequent.
///
/// A piece of text that is a token is that token. Any other begins as bytes; the pair that was
/// merged first in training is merged first, the leftmost of several, until no pair is left. The
/// same ids come out of its `tokenizer.json` (which says `ignore_merges`).
/// Source: Sennrich et al. 2016, arXiv:1508.07909; on bytes: Radford et al. 2019.
public final class BytePairTokenizer implements Tokenizer {
  public static final String BEGIN = "<|begin|>";
  public static final String END = "<|end|>";
  public static final String PAD = "<|pad|>";
  private static final List<String> SPECIAL = List.of(BEGIN, END, PAD);

  /// The token of byte 0.
  static final int FIRST_BYTE = SPECIAL.size();

  /// Tokens before the first merge.
  public static final int SMALLEST = FIRST_BYTE + 256;

  /// Pieces whose tokens are remembered.
  private static final int REMEMBERED = 1 << 17;

  private final PreTokens preTokens;
  private final int[] lefts;
  private final int[] rights;

  /// What each merge makes: mostly a new token; two ways to the same bytes make the same one.
  private final int[] made;

  private final byte[][] bytes;

  /// Every token but the special ones by its letters.
  private final Map<String, Integer> vocabulary = new HashMap<>();

  private final Map<Long, Integer> ranks = new HashMap<>();
  private final Map<String, int[]> cache = new ConcurrentHashMap<>();

  /// @param lefts first token of each merge; a merge makes the next token, from 259 on
  /// @param rights second token of each merge
  /// @param whole pieces that are tokens without merges, each once
  BytePairTokenizer(PreTokens preTokens, int[] lefts, int[] rights, List<String> whole) {
    this.preTokens = preTokens;
    this.lefts = lefts.clone();
    this.rights = rights.clone();
    this.made = new int[lefts.length];
    List<byte[]> all = new ArrayList<>();
    SPECIAL.forEach(special -> all.add(special.getBytes(StandardCharsets.UTF_8)));
    for (int b = 0; b < 256; b++) {
      vocabulary.put(ByteLetters.letter(b), all.size());
      all.add(new byte[] {(byte) b});
    }
    for (int m = 0; m < lefts.length; m++) {
      byte[] both = joined(all.get(lefts[m]), all.get(rights[m]));
      Integer known = vocabulary.putIfAbsent(ByteLetters.letters(both), all.size());
      made[m] = known == null ? all.size() : known;
      if (known == null) {
        all.add(both);
      }
      ranks.put(pair(lefts[m], rights[m]), m);
    }
    for (String piece : whole) {
      byte[] own = piece.getBytes(StandardCharsets.UTF_8);
      if (vocabulary.putIfAbsent(ByteLetters.letters(own), all.size()) == null) {
        all.add(own);
      }
    }
    this.bytes = all.toArray(byte[][]::new);
  }

  static byte[] joined(byte[] left, byte[] right) {
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  static long pair(int left, int right) {
    return ((long) left << 32) | right;
  }

  @Override
  public String name() {
    return "byte-pair encoding of " + size() + " tokens (" + preTokens.word() + ")";
  }

  @Override
  public int size() {
    return bytes.length;
  }

  @Override
  public int[] opening() {
    return new int[] {SPECIAL.indexOf(BEGIN)};
  }

  @Override
  public OptionalInt end() {
    return OptionalInt.of(SPECIAL.indexOf(END));
  }

  @Override
  public OptionalInt pad() {
    return OptionalInt.of(SPECIAL.indexOf(PAD));
  }

  /// The bytes that a token stands for.
  byte[] bytes(int token) {
    return bytes[token].clone();
  }

  @Override
  public int[] encode(String text) {
    Tokens tokens = new Tokens();
    parts(text, tokens::add, part -> preTokens.pieces(part).forEach(p -> tokens.add(ofPiece(p))));
    return tokens.toArray();
  }

  /// Parts a text at the names of special tokens, which no merge may touch.
  static void parts(String text, IntConsumer special, Consumer<String> between) {
    int at = 0;
    while (at < text.length()) {
      int found = -1;
      int next = text.length();
      for (int k = 0; k < SPECIAL.size(); k++) {
        int place = text.indexOf(SPECIAL.get(k), at);
        if (place >= 0 && place < next) {
          next = place;
          found = k;
        }
      }
      between.accept(text.substring(at, next));
      if (found >= 0) {
        special.accept(found);
        next += SPECIAL.get(found).length();
      }
      at = next;
    }
  }

  private int[] ofPiece(String piece) {
    int[] known = cache.get(piece);
    if (known == null) {
      known = merged(piece.getBytes(StandardCharsets.UTF_8));
      if (cache.size() < REMEMBERED) {
        cache.put(piece, known);
      }
    }
    return known;
  }

  private int[] merged(byte[] piece) {
    Integer whole = vocabulary.get(ByteLetters.letters(piece));
    if (whole != null) {
      return new int[] {whole};
    }
    int[] tokens = new int[piece.length];
    Arrays.setAll(tokens, i -> FIRST_BYTE + (piece[i] & 0xFF));
    int n = tokens.length;
    while (n > 1) {
      int best = Integer.MAX_VALUE;
      int place = -1;
      for (int i = 0; i + 1 < n; i++) {
        Integer rank = ranks.get(pair(tokens[i], tokens[i + 1]));
        if (rank != null && rank < best) {
          best = rank;
          place = i;
        }
      }
      if (place < 0) {
        break;
      }
      tokens[place] = made[best];
      System.arraycopy(tokens, place + 2, tokens, place + 1, n - place - 2);
      n--;
    }
    return Arrays.copyOf(tokens, n);
  }

  @Override
  public String decode(int[] tokens) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int token : tokens) {
      out.writeBytes(bytes[token]);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public String json() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode root = json.objectNode();
    root.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    for (int k = 0; k < SPECIAL.size(); k++) {
      added
          .addObject()
          .put("id", k)
          .put("content", SPECIAL.get(k))
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    root.putNull("normalizer");
    ObjectNode pre = root.putObject("pre_tokenizer").put("type", "Sequence");
    ArrayNode steps = pre.putArray("pretokenizers");
    steps
        .addObject()
        .put("type", "Split")
        .put("behavior", "Isolated")
        .put("invert", false)
        .putObject("pattern")
        .put("Regex", preTokens.regex());
    byteLevel(steps.addObject());
    ObjectNode post = root.putObject("post_processor").put("type", "TemplateProcessing");
    ArrayNode single = post.putArray("single");
    single.addObject().putObject("SpecialToken").put("id", BEGIN).put("type_id", 0);
    single.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
    ArrayNode both = post.putArray("pair");
    both.addAll(single.deepCopy());
    both.addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
    ObjectNode begin = post.putObject("special_tokens").putObject(BEGIN);
    begin.put("id", BEGIN).putArray("ids").add(SPECIAL.indexOf(BEGIN));
    begin.putArray("tokens").add(BEGIN);
    byteLevel(root.putObject("decoder"));
    ObjectNode model = root.putObject("model").put("type", "BPE");
    model.putNull("dropout").putNull("unk_token");
    model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", true);
    ObjectNode vocab = model.putObject("vocab");
    for (int token = 0; token < bytes.length; token++) {
      vocab.put(written(token), token);
    }
    ArrayNode merges = model.putArray("merges");
    for (int m = 0; m < lefts.length; m++) {
      merges.addArray().add(written(lefts[m])).add(written(rights[m]));
    }
    return root.toPrettyString() + '\n';
  }

  private static void byteLevel(ObjectNode node) {
    node.put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", false)
        .put("use_regex", false);
  }

  private String written(int token) {
    if (token < FIRST_BYTE) {
      return SPECIAL.get(token);
    }
    return ByteLetters.letters(bytes[token]);
  }
}
