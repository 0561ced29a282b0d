package org.jobtrail.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import org.jobtrail.ingest.Ingested.Reason;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;

/// Every document of the inputs, in an order that depends on their names only.
///
/// Inputs come as given; a folder's or an archive's members sorted by name, folders entered where
/// they stand; JSON Lines line by line. Whatever can't be opened still yields one
/// {@link RawDocument}, which ends in quarantine. Content is read when it is asked for, so skipping
/// is cheap, except that JSON Lines are scanned for their ids. For one thread; the documents it
/// hands out may be read by others, also after {@link #close}.
public final class RawDocuments implements Iterator<RawDocument>, AutoCloseable {
  /// A place that holds documents: an input list, a folder, an archive, a file of lines.
  private interface Place {
    /// The next thing inside, which may be another place; null at the end.
    @Nullable Found next() throws IOException;

    default void leave() throws IOException {}
  }

  private sealed interface Found {}

  private record One(RawDocument document) implements Found {}

  private record Inner(Place place) implements Found {}

  private record Nothing() implements Found {}

  private static final int OPEN_ARCHIVES = 4;

  private final Limits limits;
  private final DocumentIds ids = new DocumentIds();
  private final Deque<Place> places = new ArrayDeque<>();
  private final Deque<ZipArchive> archives = new ArrayDeque<>();
  private @Nullable RawDocument ahead;
  private long skipped;

  private RawDocuments(List<Path> inputs, Limits limits) {
    this.limits = limits;
    Iterator<Path> rest = List.copyOf(inputs).iterator();
    places.push(
        () -> {
          if (!rest.hasNext()) {
            return null;
          }
          Path path = rest.next();
          String name = nameOf(path);
          return visit(path, name, name);
        });
  }

  /// @throws JobtrailException.Usage if an input does not exist
  public static RawDocuments open(List<Path> inputs, Limits limits) {
    for (Path input : inputs) {
      if (!Files.exists(input)) {
        throw new JobtrailException.Usage(
            input
                + ": no such file or folder; check the path (inputs are documents, folders, .zip or"
                + " .jsonl files)");
      }
    }
    return new RawDocuments(inputs, limits);
  }

  /// Files that no one means as documents, passed over so far: dot files, `Thumbs.db`, `__MACOSX`,
  /// lock files of open documents, empty folders.
  public long skipped() {
    return skipped;
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && !places.isEmpty()) {
      Place place = places.element();
      try {
        switch (place.next()) {
          case null -> {
            places.pop();
            place.leave();
          }
          case One(RawDocument document) -> ahead = document;
          case Inner(Place inner) -> places.push(inner);
          case Nothing() -> skipped++;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return ahead != null;
  }

  @Override
  public RawDocument next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException("no more documents");
    }
    RawDocument document = ahead;
    ahead = null;
    return document;
  }

  @Override
  public void close() {
    while (!places.isEmpty()) {
      try {
        places.pop().leave();
      } catch (IOException e) {
        // Only read from: nothing is lost when it won't close.
      }
    }
    archives.forEach(ZipArchive::close);
    archives.clear();
  }

  private Found visit(Path path, String name, String origin) {
    try {
      if (Files.isDirectory(path)) {
        return folder(path, name, origin);
      }
      if (!Files.isRegularFile(path)) {
        return failed(
            name, origin, -1, Reason.UNREADABLE, "is no regular file; give the file itself");
      }
      if (!Files.isReadable(path)) {
        return failed(name, origin, Files.size(path), Reason.UNREADABLE, NO_RIGHT);
      }
      Ending ending = Ending.of(name);
      if (ending == Ending.LINES || ending == Ending.LINES_GZ) {
        return lines(() -> Files.newInputStream(path), ending, name, origin);
      }
      if (ending == Ending.ZIP || (ending == Ending.OTHER && startsLikeZip(path))) {
        if (Files.size(path) > 0) {
          return archive(ZipArchive.of(path, limits), name, origin, 1);
        }
      }
      return new One(
          new RawDocument(
              ids.forFile(name, origin),
              origin,
              name,
              new RawDocument.Bytes(Files.size(path), limit -> read(path, limit))));
    } catch (Unfit e) {
      return failed(name, origin, sizeOf(path), e.reason(), e.detail());
    } catch (IOException | SecurityException e) {
      return failed(name, origin, -1, Reason.UNREADABLE, CANT_OPEN);
    }
  }

  private Found folder(Path path, String name, String origin) throws IOException {
    if (isInsideItself(path)) {
      return failed(
          name, origin, -1, Reason.UNREADABLE, "is a link to a folder around it; remove the link");
    }
    List<Path> members = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
      stream.forEach(members::add);
    } catch (DirectoryIteratorException | IOException e) {
      return failed(
          name, origin, -1, Reason.UNREADABLE, "the folder can't be listed; check its rights");
    }
    if (members.isEmpty()) {
      return new Nothing();
    }
    members.sort(Comparator.comparing(RawDocuments::nameOf));
    Iterator<Path> rest = members.iterator();
    return new Inner(
        () -> {
          if (!rest.hasNext()) {
            return null;
          }
          Path member = rest.next();
          String memberName = nameOf(member);
          return isLitter(memberName)
              ? new Nothing()
              : visit(member, memberName, origin + '/' + memberName);
        });
  }

  private Found archive(ZipArchive archive, String name, String origin, int depth) {
    if (archive.isOneDocument()) {
      return new One(
          new RawDocument(
              ids.forFile(name, origin),
              origin,
              name,
              new RawDocument.Bytes(archive.size(), archive::readWhole)));
    }
    List<ZipArchive.Entry> entries = archive.entries();
    if (entries.isEmpty()) {
      return failed(name, origin, archive.size(), Reason.EMPTY, "the archive holds no file");
    }
    archives.addLast(archive);
    if (archives.size() > OPEN_ARCHIVES) {
      // Documents that still point into it open it again.
      archives.removeFirst().close();
    }
    Iterator<ZipArchive.Entry> rest = entries.iterator();
    return new Inner(() -> rest.hasNext() ? member(archive, rest.next(), origin, depth) : null);
  }

  private Found member(ZipArchive archive, ZipArchive.Entry entry, String outer, int depth) {
    String path = entry.name().replaceAll("\\p{Cntrl}", "_");
    String name = path.substring(path.lastIndexOf('/') + 1);
    String origin = outer + "!/" + path;
    for (String part : path.split("/")) {
      if (isLitter(part) && !part.equals("..") && !part.equals(".")) {
        return new Nothing();
      }
    }
    try {
      if (entry.isEncrypted()) {
        throw new Unfit(Reason.ENCRYPTED, "the archive asks for a password; unpack it first");
      }
      Ending ending = Ending.of(name);
      if (ending == Ending.LINES || ending == Ending.LINES_GZ) {
        return lines(() -> archive.stream(entry), ending, name, origin);
      }
      if (ending == Ending.ZIP) {
        if (depth >= limits.maxDepth()) {
          throw new Unfit(
              Reason.EXPANDS_TOO_MUCH,
              "archives inside archives, more than "
                  + limits.maxDepth()
                  + " deep; unpack them first");
        }
        byte[] inner = archive.read(entry, limits.withMaxBytes(limits.maxExpandedBytes()));
        return archive(ZipArchive.of(inner, limits), name, origin, depth + 1);
      }
      return new One(
          new RawDocument(
              ids.forFile(name, origin),
              origin,
              name,
              new RawDocument.Bytes(entry.size(), limit -> archive.read(entry, limit))));
    } catch (Unfit e) {
      return failed(name, origin, entry.size(), e.reason(), e.detail());
    } catch (IOException e) {
      return failed(name, origin, entry.size(), Reason.BROKEN, ZipArchive.BROKEN);
    }
  }

  @FunctionalInterface
  private interface Opener {
    InputStream open() throws IOException;
  }

  private Found lines(Opener opener, Ending ending, String name, String origin) {
    InputStream stream;
    try {
      InputStream raw = opener.open();
      try {
        stream = ending == Ending.LINES_GZ ? new GZIPInputStream(raw, 1 << 16) : raw;
      } catch (IOException e) {
        raw.close();
        return failed(name, origin, -1, Reason.BROKEN, "not a whole gzip file; copy it again");
      }
    } catch (IOException e) {
      return failed(name, origin, -1, Reason.UNREADABLE, CANT_OPEN);
    }
    JsonLines lines = new JsonLines(stream, limits);
    String stem = DocumentIds.withoutEnding(name);
    return new Inner(
        new Place() {
          private boolean over;

          @Override
          public @Nullable Found next() {
            if (over) {
              return null;
            }
            try {
              JsonLines.Numbered line = lines.next();
              if (line == null) {
                over = true;
                return lines.number() == 0
                    ? failed(name, origin, 0, Reason.EMPTY, "the file holds no line")
                    : null;
              }
              String id = line.id() == null ? stem + ':' + line.number() : line.id();
              return new One(
                  new RawDocument(
                      ids.forLine(id), origin + ':' + line.number(), name, line.content()));
            } catch (Unfit e) {
              over = true;
              return failed(name, origin, -1, e.reason(), e.detail());
            } catch (IOException e) {
              over = true;
              return failed(
                  name,
                  origin,
                  -1,
                  Reason.BROKEN,
                  "breaks off after line " + lines.number() + "; copy it again");
            }
          }

          @Override
          public void leave() throws IOException {
            stream.close();
          }
        });
  }

  private Found failed(String name, String origin, long size, Reason reason, String detail) {
    return new One(
        new RawDocument(
            ids.forFile(name, origin),
            origin,
            name,
            new RawDocument.Failed(Ending.of(name).word(), Math.max(size, 0), reason, detail)));
  }

  private static final String NO_RIGHT = "no right to read the file; change its rights";
  private static final String CANT_OPEN = "the file can't be opened; check the disk and its rights";

  private static byte[] read(Path path, Limits limits) throws IOException {
    if (Files.size(path) > limits.maxBytes()) {
      throw tooLarge(limits);
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes((int) limits.maxBytes() + 1);
      if (bytes.length > limits.maxBytes()) {
        throw tooLarge(limits);
      }
      return bytes;
    }
  }

  static Unfit tooLarge(Limits limits) {
    return new Unfit(
        Reason.TOO_LARGE,
        "larger than " + limits.maxBytes() + " bytes; split it or raise the limit");
  }

  private static boolean startsLikeZip(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(4);
      return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }
  }

  private static boolean isInsideItself(Path folder) throws IOException {
    if (!Files.isSymbolicLink(folder)) {
      return false;
    }
    Path parent = folder.toAbsolutePath().getParent();
    return parent != null && parent.toRealPath().startsWith(folder.toRealPath());
  }

  private static boolean isLitter(String name) {
    return name.startsWith(".")
        || name.startsWith("~$")
        || name.equals("__MACOSX")
        || name.equalsIgnoreCase("Thumbs.db")
        || name.equalsIgnoreCase("desktop.ini");
  }

  private static long sizeOf(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      return -1;
    }
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    if (name == null || name.toString().equals(".") || name.toString().equals("..")) {
      name = path.toAbsolutePath().normalize().getFileName();
    }
    return name == null ? "root" : name.toString();
  }

  /// What a file's name says about how to walk it.
  private enum Ending {
    LINES("jsonl"),
    LINES_GZ("jsonl"),
    ZIP("zip"),
    KNOWN(""),
    OTHER("");

    private final String word;

    Ending(String word) {
      this.word = word;
    }

    /// The kind that a failure's row carries.
    String word() {
      return word.isEmpty() ? "unknown" : word;
    }

    static Ending of(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
        return LINES;
      }
      if (lower.endsWith(".jsonl.gz") || lower.endsWith(".ndjson.gz")) {
        return LINES_GZ;
      }
      if (lower.endsWith(".zip")) {
        return ZIP;
      }
      return Kind.ofEnding(lower) == Kind.UNKNOWN ? OTHER : KNOWN;
    }
  }
}
