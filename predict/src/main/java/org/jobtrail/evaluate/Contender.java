package org.jobtrail.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.provenance.JobtrailException;

/// A model under the name that results show.
///
/// @param label the folder's name, so that two models of one kind can be told apart
public record Contender(String label, NextOccupationModel model) {
  public Contender {
    if (label.isBlank()) {
      throw new IllegalArgumentException("a model must have a label");
    }
  }

  /// The labels of some folders: their last names, or the whole paths when two have one name.
  ///
  /// @throws JobtrailException.Usage when a folder comes twice
  public static List<String> labels(List<Path> folders) {
    if (new HashSet<>(folders).size() < folders.size()) {
      throw new JobtrailException.Usage("a model comes twice among " + folders);
    }
    List<String> labels = new ArrayList<>();
    for (Path folder : folders) {
      labels.add(String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
    }
    return new HashSet<>(labels).size() == labels.size()
        ? labels
        : folders.stream().map(Path::toString).toList();
  }
}
