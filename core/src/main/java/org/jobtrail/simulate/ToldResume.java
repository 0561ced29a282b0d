package org.jobtrail.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;

/// What one résumé says, word for word: what a perfect reader would copy out of it.
///
/// Nothing is normalised: `sept. 2014` stays `sept. 2014`. What the document doesn't say is null,
/// such as the end of a job that is told as `since 2014`. White space in a value is one blank, even
/// where the document breaks the line.
///
/// @param experiences in the order of the document
/// @param education in the order of the document
public record ToldResume(
    String id, String language, String format, List<Job> experiences, List<Study> education) {
  /// The file of a simulation's `truth/` folder that holds these, one a line.
  public static final String FILE = "told.jsonl";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  public ToldResume {
    experiences = List.copyOf(experiences);
    education = List.copyOf(education);
  }

  /// @param end null when the document doesn't say it, even if it follows, as after `since`
  public record Job(
      @Nullable String title,
      @Nullable String employer,
      @Nullable String place,
      @Nullable String start,
      @Nullable String end) {}

  /// @param end the only year, where the document gives one
  public record Study(
      @Nullable String programme,
      @Nullable String institution,
      @Nullable String start,
      @Nullable String end) {}

  /// One line of the file, without the line break.
  String json() throws IOException {
    return JSON.writeValueAsString(this);
  }

  /// @throws JobtrailException.Usage when the file is no such file, with file and line
  public static List<ToldResume> read(Path file) throws IOException {
    List<ToldResume> all = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        try {
          all.add(JSON.readValue(line, ToldResume.class));
        } catch (JsonProcessingException e) {
          throw new JobtrailException.Usage(
              file
                  + ":"
                  + (all.size() + 1)
                  + ": not a line of "
                  + FILE
                  + " ("
                  + e.getOriginalMessage()
                  + "); run simulate again",
              e);
        }
      }
    }
    return all;
  }
}
