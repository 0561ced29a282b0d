package org.jobtrail.predict;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A model as files have it: `config.json`, the tensors of `model.safetensors` and, where a model
/// needs more, other files of text.
///
/// @param config has `model`, its name, and `settings`, the hyperparameters; the schema is added
///     when written
/// @param tensors by name, as `docs/formats.md` lists them
/// @param texts by file name, such as `tokenizer.json`
public record SavedModel(
    ObjectNode config, SortedMap<String, Tensor> tensors, SortedMap<String, String> texts) {
  private static final String MODEL = "model";
  private static final String SETTINGS = "settings";

  public SavedModel {
    config = config.deepCopy();
    tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  /// Without other files.
  public SavedModel(ObjectNode config, SortedMap<String, Tensor> tensors) {
    this(config, tensors, Collections.emptySortedMap());
  }

  public static SavedModel of(String name, Record settings, SortedMap<String, Tensor> tensors) {
    ObjectNode config = JsonNodeFactory.instance.objectNode().put(MODEL, name);
    config.set(SETTINGS, Settings.json(settings));
    return new SavedModel(config, tensors);
  }

  /// A copy.
  @Override
  public ObjectNode config() {
    return config.deepCopy();
  }

  /// The name of the kind of model.
  public String model() {
    return config.path(MODEL).asText();
  }

  /// The hyperparameters.
  public <T extends Record> T settings(Class<T> type) {
    return Settings.of(config.path(SETTINGS), type);
  }

  /// A file that must be there.
  ///
  /// @throws IllegalArgumentException if it isn't
  public String text(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException("the file " + name + " is missing");
    }
    return text;
  }

  /// Another model's tensors and files under a prefix, as a folder that embeds it has them.
  public SavedModel embedded(ObjectNode ownConfig, String prefix) {
    return new SavedModel(ownConfig, below(tensors, prefix), below(texts, prefix));
  }

  private static <T> SortedMap<String, T> below(SortedMap<String, T> all, String prefix) {
    SortedMap<String, T> own = new TreeMap<>();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            own.put(name.substring(prefix.length()), value);
          }
        });
    return own;
  }

  /// A tensor that must be there in this shape.
  ///
  /// @param shape −1 where any size will do
  /// @throws IllegalArgumentException if it isn't
  public Tensor tensor(String name, long... shape) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("tensor " + name + " is missing");
    }
    List<Long> found = tensor.shape();
    boolean fits = found.size() == shape.length;
    for (int i = 0; fits && i < shape.length; i++) {
      fits = shape[i] == -1 || shape[i] == found.get(i);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "tensor " + name + " must have the shape " + Arrays.toString(shape) + ", found " + found);
    }
    return tensor;
  }
}
