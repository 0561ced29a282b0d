package org.jobtrail.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jobtrail.ingest.Ingested.Reason;
import org.jspecify.annotations.Nullable;

/// The parts of a docx or odt file, which are zip entries, read under limits.
final class PackageParts implements AutoCloseable {
  private static final int MOST_PARTS = 5000;

  private final ZipFile zip;
  private final Limits limits;
  private final List<String> names = new ArrayList<>();
  private long expanded;

  private PackageParts(ZipFile zip, Limits limits) {
    this.zip = zip;
    this.limits = limits;
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      names.add(entry.getName());
    }
    Collections.sort(names);
  }

  static PackageParts open(byte[] bytes, Limits limits) {
    PackageParts parts;
    try {
      parts =
          new PackageParts(
              ZipFile.builder().setByteArray(bytes).setIgnoreLocalFileHeader(true).get(), limits);
    } catch (IOException | RuntimeException e) {
      throw new Unfit(Reason.BROKEN, "not a whole zip package; export or copy it again");
    }
    if (parts.names.size() > MOST_PARTS) {
      int count = parts.names.size();
      parts.close();
      throw new Unfit(
          Reason.TOO_MANY_ENTRIES,
          "made of " + count + " parts, at most " + MOST_PARTS + " are read");
    }
    return parts;
  }

  /// Names of all parts, sorted.
  List<String> names() {
    return Collections.unmodifiableList(names);
  }

  boolean has(String name) {
    return zip.getEntry(name) != null;
  }

  /// One part's bytes; null when there is no such part.
  byte @Nullable [] bytes(String name) {
    ZipArchiveEntry entry = zip.getEntry(name);
    if (entry == null) {
      return null;
    }
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw new Unfit(Reason.ENCRYPTED, "asks for a password; save it without one");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes =
          Expansion.read(
              in,
              Math.max(1, entry.getCompressedSize()),
              limits.withMaxBytes(Math.max(1, limits.maxExpandedBytes() - expanded)));
      expanded += bytes.length;
      return bytes;
    } catch (IOException | RuntimeException e) {
      if (e instanceof Unfit unfit) {
        throw unfit.reason() == Reason.TOO_LARGE
            ? new Unfit(
                Reason.EXPANDS_TOO_MUCH,
                "expands to more than " + limits.maxExpandedBytes() + " bytes; simplify it")
            : unfit;
      }
      throw new Unfit(Reason.BROKEN, "not a whole zip package; export or copy it again");
    }
  }

  /// One part as XML events; without any when there is no such part.
  XmlEvents xml(String name, Deadline deadline) {
    return new XmlEvents(bytes(name), deadline);
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      // Only read from: nothing is lost when it won't close.
    }
  }
}
