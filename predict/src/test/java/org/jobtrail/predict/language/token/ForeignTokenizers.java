package org.jobtrail.predict.language.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/// `tokenizer.json` files as others make them, small and written by hand.
public final class ForeignTokenizers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ForeignTokenizers() {}

  private static ObjectNode tree(String json) throws IOException {
    return (ObjectNode) JSON.readTree(json);
  }

  /// Bytes whose merges know no pieces: `: `, `: C` and `\n1` are tokens.
  public static TokenizerFile crossing(BytePairTokenizer own) throws IOException {
    ObjectNode root = tree(own.json());
    ArrayNode steps = (ArrayNode) root.path("pre_tokenizer").path("pretokenizers");
    steps.remove(0);
    root.putNull("post_processor");
    ObjectNode model = (ObjectNode) root.path("model");
    ArrayNode merges = JSON.createArrayNode();
    ObjectNode vocabulary = (ObjectNode) model.path("vocab");
    for (List<String> merge :
        List.of(List.of(":", "Ġ"), List.of(":Ġ", "C"), List.of("Ċ", "1"), List.of("Ċ", "2"))) {
      merges.addArray().add(merge.get(0)).add(merge.get(1));
      vocabulary.put(merge.get(0) + merge.get(1), vocabulary.size());
    }
    merges.addAll((ArrayNode) model.path("merges"));
    model.set("merges", merges);
    return TokenizerFile.parse("crossing", root.toString());
  }

  /// A word with the space before it is a token, and so is a line end; the file would cut texts at
  /// 4 tokens and adds a begin and an end token.
  public static TokenizerFile words(List<String> documents) throws IOException {
    ObjectNode root =
        tree(
            """
            {"version": "1.0", "padding": null, "normalizer": null, "decoder": {"type": "Fuse"},
             "truncation":
               {"direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0},
             "added_tokens": [
               {"id": 1, "content": "<s>", "single_word": false, "lstrip": false, "rstrip": false,
                "normalized": false, "special": true},
               {"id": 2, "content": "</s>", "single_word": false, "lstrip": false, "rstrip": false,
                "normalized": false, "special": true}],
             "pre_tokenizer": {"type": "Split", "behavior": "Isolated", "invert": false,
               "pattern": {"Regex": "\\\\n| ?[^ \\\\n]+"}},
             "post_processor": {"type": "TemplateProcessing",
               "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}},
                 {"Sequence": {"id": "A", "type_id": 0}},
                 {"SpecialToken": {"id": "</s>", "type_id": 0}}],
               "pair": [{"Sequence": {"id": "A", "type_id": 0}},
                 {"Sequence": {"id": "B", "type_id": 0}}],
               "special_tokens": {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]},
                 "</s>": {"id": "</s>", "ids": [2], "tokens": ["</s>"]}}},
             "model": {"type": "WordLevel", "unk_token": "<unk>",
               "vocab": {"<unk>": 0, "<s>": 1, "</s>": 2}}}
            """);
    ObjectNode vocabulary = (ObjectNode) root.path("model").path("vocab");
    TreeSet<String> words = new TreeSet<>();
    for (String document : documents) {
      for (String word : document.split("(?<=\n)|(?=\n)|(?= )", -1)) {
        words.add(word);
      }
    }
    words.forEach(word -> vocabulary.put(word, vocabulary.size()));
    return TokenizerFile.parse("words", root.toString());
  }

  /// The same without line ends: white space only parts words.
  static TokenizerFile blind(List<String> documents) throws IOException {
    ObjectNode root = tree(words(documents).json());
    root.putObject("pre_tokenizer").put("type", "WhitespaceSplit");
    ObjectNode vocabulary = (ObjectNode) root.path("model").path("vocab");
    for (String document : documents) {
      for (String word : document.split("\\s+")) {
        if (!vocabulary.has(word)) {
          vocabulary.put(word, vocabulary.size());
        }
      }
    }
    return TokenizerFile.parse("blind", root.toString());
  }

  /// Unigrams with `▁` for spaces, one before the text as well.
  static TokenizerFile unigram(List<String> documents) throws IOException {
    ObjectNode root =
        tree(
            """
            {"version": "1.0", "truncation": null, "padding": null, "normalizer": null,
             "added_tokens": [
               {"id": 0, "content": "<unk>", "single_word": false, "lstrip": false,
                "rstrip": false, "normalized": false, "special": true}],
             "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always",
               "split": true},
             "post_processor": null,
             "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always",
               "split": true},
             "model": {"type": "Unigram", "unk_id": 0, "byte_fallback": false,
               "vocab": [["<unk>", 0.0], ["▁", -3.0], ["▁Cook", -2.5], ["▁Cooks", -2.0],
                 ["school", -2.0], ["▁(", -1.0]]}}
            """);
    ArrayNode vocabulary = (ArrayNode) root.path("model").path("vocab");
    TreeSet<String> letters = new TreeSet<>();
    documents.forEach(d -> d.chars().forEach(c -> letters.add(String.valueOf((char) c))));
    letters.remove(" ");
    letters.forEach(letter -> vocabulary.addArray().add(letter).add(-4.0));
    return TokenizerFile.parse("unigram", root.toString());
  }
}
