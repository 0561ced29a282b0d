package org.jobtrail.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;

/// Every reply that was paid for, by the key of its request: a line of JSON Lines each, appended
/// before anybody uses it, so that a killed run has lost nothing but the calls under way.
///
/// `{"key","outcome","body"}`; the outcome is `reply`, `refused` (the server won't ever answer; the
/// body is its status) or `gave-up` (nothing came after all tries). The offsets are in memory, the
/// replies on disk. Holds personal data.
public final class ReplyStore implements AutoCloseable {
  static final String LOG = "replies.jsonl";

  /// The replies of a finished run that is made again.
  static final String FINISHED = "finished.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern HEAD = Pattern.compile("\\{\"key\":\"([0-9a-f]{64})\"");

  private final List<FileChannel> files = new ArrayList<>();
  private final List<Path> paths = new ArrayList<>();
  private final Map<Key, Place> index = new HashMap<>();
  private final @Nullable FileChannel log;
  private long end;

  /// 128 bits of a request's key: enough that no two requests ever share one.
  private record Key(long high, long low) {
    static Key of(String hex) {
      return new Key(
          HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    }
  }

  private record Place(int file, long start, int bytes) {}

  /// What came of a request.
  ///
  /// @param outcome `reply`, `refused`, `gave-up`
  record Kept(String key, String outcome, String body) {}

  private ReplyStore(@Nullable FileChannel log) {
    this.log = log;
  }

  /// Opens a store to read and to add to.
  ///
  /// @param folder made when it isn't there
  /// @param more files of replies that other runs left, read as well
  /// @throws JobtrailException.Usage if another process adds to it now
  public static ReplyStore open(Path folder, List<Path> more) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(LOG);
    FileChannel log =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ReplyStore store = new ReplyStore(log);
    try {
      lock(log, folder);
      for (Path other : more) {
        store.read(FileChannel.open(other, StandardOpenOption.READ), other);
      }
      store.end = store.read(log, file);
      // A line that a killed process left half-written is overwritten.
      log.truncate(store.end);
      return store;
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /// Opens files of replies to read only.
  ///
  /// @throws JobtrailException.Usage if none of them is there
  public static ReplyStore readOnly(List<Path> files) throws IOException {
    ReplyStore store = new ReplyStore(null);
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        store.read(FileChannel.open(file, StandardOpenOption.READ), file);
      }
    }
    if (store.files.isEmpty()) {
      throw new JobtrailException.Usage(
          "--offline replays kept replies, and none are in "
              + files
              + "; run once with the model, or give --llm-store the folder that has them");
    }
    return store;
  }

  private static void lock(FileChannel log, Path folder) throws IOException {
    FileLock lock = null;
    try {
      lock = log.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process: no lock, as if another held it.
    }
    if (lock == null) {
      throw new JobtrailException.Usage(
          folder + ": another run adds replies there now; wait for it or choose another folder");
    }
  }

  /// Notes where each whole line stands; the first of two with one key counts.
  ///
  /// @return the end of the last whole line
  private long read(FileChannel channel, Path file) throws IOException {
    int number = files.size();
    files.add(channel);
    paths.add(file);
    byte[] block = new byte[1 << 20];
    ByteBuffer buffer = ByteBuffer.wrap(block);
    java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
    long start = 0;
    long at = 0;
    for (int n = channel.read(buffer, 0); n > 0; n = channel.read(buffer, at)) {
      int from = 0;
      for (int i = 0; i < n; i++) {
        if (block[i] == '\n') {
          line.write(block, from, i - from);
          note(line, file, new Place(number, start, line.size()));
          line.reset();
          from = i + 1;
          start = at + from;
        }
      }
      line.write(block, from, n - from);
      at += n;
      buffer.clear();
    }
    return start;
  }

  private void note(java.io.ByteArrayOutputStream line, Path file, Place place) {
    Matcher head = HEAD.matcher(line.toString(StandardCharsets.UTF_8));
    if (!head.lookingAt()) {
      throw damaged(file, place);
    }
    index.putIfAbsent(Key.of(head.group(1)), place);
  }

  private static JobtrailException damaged(Path file, Place place) {
    return new JobtrailException.Integrity(
        file
            + ": byte "
            + place.start
            + ": is no kept reply any more; take that line out, and its reply is asked for again");
  }

  /// The reply to the request, if it was ever had.
  Optional<Kept> find(String key) throws IOException {
    Place place;
    synchronized (this) {
      place = index.get(Key.of(key));
    }
    if (place == null) {
      return Optional.empty();
    }
    try {
      JsonNode line = JSON.readTree(bytes(place));
      String outcome = line.path("outcome").asText();
      String body = line.path("body").asText();
      boolean whole =
          switch (outcome) {
            case "reply", "batch", "gave-up" -> line.path("body").isTextual();
            case "refused" -> body.matches("[0-9]{3}");
            default -> false;
          };
      if (!whole || !line.path("key").asText().equals(key)) {
        throw damaged(paths.get(place.file), place);
      }
      return Optional.of(new Kept(key, outcome, body));
    } catch (JsonProcessingException e) {
      throw damaged(paths.get(place.file), place);
    }
  }

  private byte[] bytes(Place place) throws IOException {
    FileChannel file;
    synchronized (this) {
      file = files.get(place.file);
    }
    ByteBuffer buffer = ByteBuffer.allocate(place.bytes);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, place.start + buffer.position()) < 0) {
        throw damaged(paths.get(place.file), place);
      }
    }
    return buffer.array();
  }

  /// Keeps what came; on disk, as far as a killed process is concerned, when this returns.
  void keep(Kept kept) throws IOException {
    if (log == null) {
      throw new IllegalStateException("this store is read only");
    }
    byte[] line =
        (JSON.createObjectNode()
                    .put("key", kept.key)
                    .put("outcome", kept.outcome)
                    .put("body", kept.body)
                + "\n")
            .getBytes(StandardCharsets.UTF_8);
    synchronized (this) {
      ByteBuffer buffer = ByteBuffer.wrap(line);
      while (buffer.hasRemaining()) {
        log.write(buffer, end + buffer.position());
      }
      index.putIfAbsent(Key.of(kept.key), new Place(files.indexOf(log), end, line.length - 1));
      end += line.length;
    }
  }

  /// Writes the line of a key.
  void copy(String key, OutputStream out) throws IOException {
    Place place;
    synchronized (this) {
      place = index.get(Key.of(key));
    }
    if (place == null) {
      throw new IllegalStateException("no reply is kept under " + key);
    }
    out.write(bytes(place));
    out.write('\n');
  }

  /// How many replies there are.
  public synchronized int size() {
    return index.size();
  }

  /// The files of replies in a folder of them.
  static List<Path> filesIn(Path folder) {
    return Stream.of(FINISHED, LOG).map(folder::resolve).filter(Files::isRegularFile).toList();
  }

  @Override
  public void close() throws IOException {
    for (FileChannel file : files) {
      file.close();
    }
    if (log != null) {
      log.close();
    }
  }
}
