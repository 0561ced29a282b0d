package org.jobtrail.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;

/// Requests written to files in OpenAI's batch form instead of being sent, and the replies that
/// come back in such files.
///
/// A request: `{"custom_id","method":"POST","url":"/v1/chat/completions","body"}`; the custom id is
/// the request's key. A file holds at most 50,000 requests and 190 MB, as OpenAI takes them; the
/// second is named `NAME-2.jsonl`. Requests hold résumés' text.
final class BatchFile implements Transport, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_REQUESTS = 50_000;
  private static final long MOST_BYTES = 190_000_000;

  private final Path first;
  private final Set<String> written = new HashSet<>();
  private final List<Path> files = new ArrayList<>();
  private @Nullable OutputStream out;
  private int requests;
  private long bytes;

  /// @param first the first file; must not be there yet
  BatchFile(Path first) {
    if (Files.exists(first)) {
      throw new JobtrailException.Usage(first + ": is in the way; give another file");
    }
    this.first = first;
  }

  @Override
  public synchronized Answer chat(ChatRequest request) {
    if (written.add(request.key())) {
      try {
        write(request);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Answer.Later();
  }

  private void write(ChatRequest request) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("custom_id", request.key()).put("method", "POST").put("url", "/v1/chat/completions");
    line.set("body", JSON.readTree(request.body()));
    byte[] text = (line + "\n").getBytes(StandardCharsets.UTF_8);
    if (out == null || requests == MOST_REQUESTS || bytes + text.length > MOST_BYTES) {
      close();
      Path file = files.isEmpty() ? first : next();
      out = Files.newOutputStream(file);
      files.add(file);
      requests = 0;
      bytes = 0;
    }
    out.write(text);
    requests++;
    bytes += text.length;
  }

  private Path next() {
    String name = first.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String ending = dot < 0 ? "" : name.substring(dot);
    return first.resolveSibling(stem + '-' + (files.size() + 1) + ending);
  }

  synchronized List<Path> files() {
    return List.copyOf(files);
  }

  synchronized int requests() {
    return written.size();
  }

  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }

  /// Takes the replies of a batch's output or error file.
  interface Sink {
    /// @param body the reply, as a server would have sent it
    void take(String key, String body) throws IOException;
  }

  /// @param taken replies
  /// @param failed requests that the batch answered with an error; they can be asked again
  record Taken(int taken, int failed) {}

  /// Reads a batch's output file.
  ///
  /// @throws JobtrailException.Usage if a line is none of such a file
  static Taken read(Path file, Sink sink) throws IOException {
    int taken = 0;
    int failed = 0;
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        JsonNode root = parsed(line, file, number);
        if (root.has("method") && root.has("body")) {
          throw new JobtrailException.Usage(
              file + ":" + number + ": is a request; --llm-batch-in wants the batch's output file");
        }
        String key = root.path("custom_id").asText("");
        if (!key.matches("[0-9a-f]{64}")) {
          throw new JobtrailException.Usage(
              file
                  + ":"
                  + number
                  + ": custom_id is no key of ours; is this the output of the batch?");
        }
        JsonNode response = root.path("response");
        if (response.path("status_code").asInt() == 200
            && !response.path("body").path("choices").isEmpty()) {
          sink.take(key, response.path("body").toString());
          taken++;
        } else {
          failed++;
        }
      }
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new JobtrailException.Usage(file + ": is no UTF-8 text");
    }
    return new Taken(taken, failed);
  }

  private static JsonNode parsed(String line, Path file, int number) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new JobtrailException.Usage(
          file + ":" + number + ": is no JSON; a batch's output has one object per line");
    }
  }
}
