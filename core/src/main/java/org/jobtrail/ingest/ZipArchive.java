package org.jobtrail.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jobtrail.ingest.Ingested.Reason;
import org.jspecify.annotations.Nullable;

/// A .zip on disk or in memory, read under limits; entries are never written to disk.
///
/// Safe for several threads. Closing only gives the file handle back: a later read opens it again.
final class ZipArchive implements AutoCloseable {
  static final String BROKEN = "not a whole zip file; make or copy it again";

  /// @param index position in the archive's directory
  record Entry(int index, String name, long size, boolean isEncrypted) {}

  @FunctionalInterface
  private interface Opener {
    ZipFile open() throws IOException;
  }

  @FunctionalInterface
  private interface Whole {
    byte[] read(Limits limits) throws IOException;
  }

  private final Opener opener;
  private final Whole whole;
  private final long size;
  private final List<Entry> entries = new ArrayList<>();
  private boolean isOneDocument;
  private @Nullable ZipFile open;
  private @Nullable List<ZipArchiveEntry> directory;
  private boolean retired;

  private ZipArchive(Opener opener, Whole whole, long size, Limits limits) {
    this.opener = opener;
    this.whole = whole;
    this.size = size;
    readDirectory(limits);
  }

  static ZipArchive of(Path path, Limits limits) throws IOException {
    long size = Files.size(path);
    return new ZipArchive(
        () -> ZipFile.builder().setPath(path).setIgnoreLocalFileHeader(true).get(),
        limit -> {
          if (size > limit.maxBytes()) {
            throw RawDocuments.tooLarge(limit);
          }
          return Files.readAllBytes(path);
        },
        size,
        limits);
  }

  static ZipArchive of(byte[] bytes, Limits limits) {
    return new ZipArchive(
        () -> ZipFile.builder().setByteArray(bytes).setIgnoreLocalFileHeader(true).get(),
        limit -> {
          if (bytes.length > limit.maxBytes()) {
            throw RawDocuments.tooLarge(limit);
          }
          return bytes;
        },
        bytes.length,
        limits);
  }

  private void readDirectory(Limits limits) {
    try {
      List<ZipArchiveEntry> all = directory();
      if (all.size() > limits.maxEntries()) {
        throw new Unfit(
            Reason.TOO_MANY_ENTRIES,
            "holds "
                + all.size()
                + " files, at most "
                + limits.maxEntries()
                + " are read; split it");
      }
      for (int i = 0; i < all.size(); i++) {
        ZipArchiveEntry entry = all.get(i);
        String name = entry.getName();
        isOneDocument |= name.equals("[Content_Types].xml") || (i == 0 && name.equals("mimetype"));
        if (!entry.isDirectory()) {
          entries.add(
              new Entry(i, name, entry.getSize(), entry.getGeneralPurposeBit().usesEncryption()));
        }
      }
      entries.sort(Comparator.comparing(Entry::name));
    } catch (IOException | RuntimeException e) {
      close();
      throw e instanceof Unfit unfit ? unfit : new Unfit(Reason.BROKEN, BROKEN);
    }
  }

  private synchronized List<ZipArchiveEntry> directory() throws IOException {
    if (open == null || directory == null) {
      open = opener.open();
      directory = Collections.list(open.getEntries());
    }
    return directory;
  }

  /// Whether the archive itself is a document: docx, odt and their like are zip files.
  boolean isOneDocument() {
    return isOneDocument;
  }

  /// Files, no folders, sorted by name.
  List<Entry> entries() {
    return Collections.unmodifiableList(entries);
  }

  long size() {
    return size;
  }

  /// The archive's own bytes.
  byte[] readWhole(Limits limits) throws IOException {
    return whole.read(limits);
  }

  /// One entry's bytes; limits hold for what is really there, not for what the directory claims.
  synchronized byte[] read(Entry entry, Limits limits) throws IOException {
    try {
      ZipArchiveEntry real = directory().get(entry.index());
      ZipFile zip = open;
      if (zip == null || !zip.canReadEntryData(real)) {
        throw new Unfit(
            Reason.BROKEN, "packed in a way that can't be read; pack it again as plain zip");
      }
      try (InputStream in = zip.getInputStream(real)) {
        return Expansion.read(in, Math.max(1, real.getCompressedSize()), limits);
      }
    } catch (RuntimeException e) {
      throw e instanceof Unfit unfit ? unfit : new Unfit(Reason.BROKEN, BROKEN);
    } finally {
      if (retired) {
        close();
      }
    }
  }

  /// One entry as a stream, for files of lines, which are read piece by piece.
  synchronized InputStream stream(Entry entry) throws IOException {
    ZipArchiveEntry real = directory().get(entry.index());
    ZipFile zip = open;
    if (zip == null || !zip.canReadEntryData(real)) {
      return new ByteArrayInputStream(new byte[0]);
    }
    return zip.getInputStream(real);
  }

  @Override
  public synchronized void close() {
    retired = true;
    ZipFile zip = open;
    open = null;
    directory = null;
    if (zip != null) {
      try {
        zip.close();
      } catch (IOException e) {
        // Only read from: nothing is lost when it won't close.
      }
    }
  }
}
