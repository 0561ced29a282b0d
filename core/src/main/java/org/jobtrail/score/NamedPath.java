package org.jobtrail.score;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jobtrail.provenance.JobtrailException;

/// A file or folder with the name that tables call it by.
public record NamedPath(String name, Path path) {

  /// Named after the file without its endings, or the folder; a run's lines after their folder.
  public static NamedPath of(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    Path named =
        whole.endsWith("experiences.jsonl") && whole.getParent() != null
            ? whole.getParent()
            : whole;
    String file = named.getFileName() == null ? "/" : named.getFileName().toString();
    String name = file.replaceFirst("\\.jsonl?(\\.gz)?$", "");
    return new NamedPath(name.isEmpty() ? file : name, path);
  }

  /// Reads `NAME=PATH` or `PATH`; two of one name are called by their whole paths.
  ///
  /// @throws JobtrailException.Usage if one name is given twice, or a path is empty
  public static List<NamedPath> parse(List<String> arguments, String option) {
    List<NamedPath> parsed = arguments.stream().map(a -> parse(a, option)).toList();
    List<NamedPath> distinct =
        parsed.stream()
            .map(
                p ->
                    parsed.stream().filter(o -> o.name().equals(p.name())).count() > 1
                            && !arguments.contains(p.name() + "=" + p.path())
                        ? new NamedPath(p.path().toString(), p.path())
                        : p)
            .toList();
    for (NamedPath p : distinct) {
      if (distinct.stream().filter(o -> o.name().equals(p.name())).count() > 1) {
        throw new JobtrailException.Usage(
            option + ": \"" + p.name() + "\" is given twice; name them apart by NAME=PATH");
      }
    }
    return distinct;
  }

  private static NamedPath parse(String argument, String option) {
    int equals = argument.indexOf('=');
    boolean named = equals > 0 && !Files.exists(Path.of(argument));
    String path = named ? argument.substring(equals + 1) : argument;
    if (path.isBlank()) {
      throw new JobtrailException.Usage(option + ": the path is empty; write . for this folder");
    }
    return named ? new NamedPath(argument.substring(0, equals), Path.of(path)) : of(Path.of(path));
  }
}
