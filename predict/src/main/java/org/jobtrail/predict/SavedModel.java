package org.jobtrail.predict;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A model as files have it: `config.json` and the tensors of `model.safetensors`.
///
/// @param config has `model`, its name, and the hyperparameters; the schema is added when written
/// @param tensors by name, as `docs/formats.md` lists them
public record SavedModel(ObjectNode config, SortedMap<String, Tensor> tensors) {
  public SavedModel {
    config = config.deepCopy();
    tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
  }
}
