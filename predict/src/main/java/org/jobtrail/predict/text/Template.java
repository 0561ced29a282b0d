package org.jobtrail.predict.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.provenance.JobtrailException;

/// The wording of careers as text: header, record line, end, and words for levels.
///
/// A preset by name ({@link #names}) or a user's own TOML file; docs/formats.md says what is in it.
/// A template knows no panel; {@link CareerText} is a template with a panel's schema.
///
/// @param name such as `titles`
/// @param description one line for people
/// @param source what errors call it
/// @param text TOML with all that the base says in it, so that a model can keep the template that
///     it
///     was trained with
/// @param tag the document's first line, in angle brackets
/// @param header the lines after it; the last one announces the records and ends in `:`
/// @param record one record; ends in `: {title}`
/// @param end the document's last line
/// @param list what announces the list of titles that a prompt may show
/// @param missing how a level that is not known is written where `words` doesn't say
/// @param words covariate to level to wording
/// @param numbered titles are replaced by codes without meaning
public record Template(
    String name,
    String description,
    String source,
    String text,
    String tag,
    List<String> header,
    String record,
    String end,
    String list,
    String missing,
    SortedMap<String, SortedMap<String, String>> words,
    boolean numbered) {
  private static final List<String> PRESETS =
      List.of(
          "numeric",
          "numeric-birth-year",
          "titles",
          "titles-birth-year",
          "titles-no-education",
          "titles-tenure");

  public Template {
    header = List.copyOf(header);
    words = Collections.unmodifiableSortedMap(new TreeMap<>(words));
  }

  /// The presets that ship with the project.
  public static List<String> names() {
    return PRESETS;
  }

  /// The file that is read for a template of this name; empty for a preset.
  public static Optional<Path> file(String nameOrFile) {
    return PRESETS.contains(nameOrFile) ? Optional.empty() : Optional.of(Path.of(nameOrFile));
  }

  /// @param nameOrFile a preset's name, or the path of a TOML file
  /// @throws JobtrailException.Usage in one line, for what is neither or can't be used
  public static Template of(String nameOrFile) throws IOException {
    if (PRESETS.contains(nameOrFile)) {
      return TemplateFile.parse("template " + nameOrFile, resource(nameOrFile));
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw new JobtrailException.Usage(
          "unknown template \""
              + nameOrFile
              + "\": no such file, and the known names are "
              + String.join(", ", PRESETS));
    }
    try {
      return TemplateFile.parse(nameOrFile, Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new JobtrailException.Usage(nameOrFile + ": is not UTF-8", e);
    }
  }

  /// Out of the TOML that {@link #text} gave, such as a model's copy.
  ///
  /// @param source what errors call it
  /// @throws JobtrailException.Usage naming the key that is wrong
  public static Template parse(String source, String text) throws IOException {
    return TemplateFile.parse(source, text);
  }

  /// {@link #text} with every title replaced by a code without meaning.
  public String numberedText() throws IOException {
    return TemplateFile.numbered(text);
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Template.class.getResourceAsStream(name + ".toml")) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name + ".toml");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
