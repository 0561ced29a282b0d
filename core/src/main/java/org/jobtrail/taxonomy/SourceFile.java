package org.jobtrail.taxonomy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.provenance.TextLines;

/// One table of labels, relations or codes as it was found: a file, or a member of an archive.
///
/// @param name for messages and the manifest: the file's own name, `all.zip!/occupations_en.csv`
/// @param path the whole path, from which version and language are read
/// @param named the user named this very file, so that it must be usable; a member of an archive or
///     folder may be something else
/// @param sha256 of the file on disk; members of an archive share the archive's
/// @param bytes of the file on disk
public record SourceFile(
    String name, String path, boolean named, String sha256, long bytes, String text) {
  /// Larger tables are refused: all of ESCO in one language takes 10 MB.
  private static final int MAX_BYTES = 512 << 20;

  private static final Pattern VERSION =
      Pattern.compile("(?i)(?<![a-z0-9])v ?(\\d+(?:\\.\\d+)+(?:\\.x)?)(?![0-9])");
  private static final Pattern FILE_LANGUAGE =
      Pattern.compile("(?i).*[_-]([a-z]{2})\\.(?:csv|tsv|txt)(?:\\.gz)?$");
  private static final Pattern PORTAL_LANGUAGE =
      Pattern.compile("(?i).* - ([a-z]{2}) - (?:csv|tsv).*");
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  /// Opens files, archives and folders, members in order of their names.
  public static List<SourceFile> open(Path given) {
    Path path = given.toAbsolutePath().normalize();
    try {
      if (Files.isDirectory(path)) {
        List<SourceFile> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(path)) {
          for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
            if (isTable(file.toString()) || isZip(file.toString())) {
              String name = path.relativize(file).toString().replace('\\', '/');
              files.addAll(
                  new Unpacker(Files.readAllBytes(file)).read(name, file.toString(), false));
            }
          }
        }
        return files;
      }
      if (!Files.exists(path)) {
        throw new JobtrailException.Usage(given + ": no such file");
      }
      return new Unpacker(Files.readAllBytes(path))
          .read(String.valueOf(path.getFileName()), path.toString(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isZip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  private static boolean isTable(String name) {
    return name.toLowerCase(Locale.ROOT).matches(".*\\.(csv|tsv)(\\.gz)?");
  }

  private static byte[] limited(InputStream in, String path) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new JobtrailException.Usage(
          path + ": expands to more than 512 MiB, which no table of codes or labels does");
    }
    return bytes;
  }

  /// `v1.2.0` in the file's name, else in its folder's; the last one when there are several.
  Optional<String> version() {
    Matcher m = VERSION.matcher(path);
    Optional<String> version = Optional.empty();
    while (m.find()) {
      version = Optional.of(m.group(1).toLowerCase(Locale.ROOT));
    }
    return version;
  }

  /// From the suffix `_fr` or the portal's ` - fr - csv`.
  Optional<Language> language() {
    Matcher m = FILE_LANGUAGE.matcher(path);
    if (!m.matches()) {
      m = PORTAL_LANGUAGE.matcher(path);
    }
    return m.matches() && LANGUAGES.contains(m.group(1).toLowerCase(Locale.ROOT))
        ? Optional.of(new Language(m.group(1).toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /// The bytes of one file on disk, and what is packed in them.
  private static final class Unpacker {
    private final byte[] content;
    private final String sha256;

    Unpacker(byte[] content) {
      this.content = content;
      this.sha256 = Sha256.of(content);
    }

    List<SourceFile> read(String name, String path, boolean named) throws IOException {
      return unpack(name, path, named, content);
    }

    private List<SourceFile> unpack(String name, String path, boolean named, byte[] bytes)
        throws IOException {
      try {
        if (bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3) {
          return unzip(name, path, bytes);
        }
        if (bytes.length > 2 && (bytes[0] & 255) == 0x1f && (bytes[1] & 255) == 0x8b) {
          try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            bytes = limited(in, path);
          }
        }
      } catch (ZipException | java.io.EOFException e) {
        throw new JobtrailException.Usage(
            path + ": a broken archive (" + e.getMessage() + "); download it again", e);
      }
      if (TextLines.isUtf16(bytes, bytes.length)) {
        throw new JobtrailException.Usage(path + ": is UTF-16; save it as UTF-8");
      }
      try {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return List.of(new SourceFile(name, path, named, sha256, content.length, text));
      } catch (CharacterCodingException e) {
        throw new JobtrailException.Usage(path + ": not UTF-8 text; save it as UTF-8", e);
      }
    }

    private List<SourceFile> unzip(String name, String path, byte[] bytes) throws IOException {
      List<SourceFile> files = new ArrayList<>();
      try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          String member = entry.getName();
          String last = member.substring(member.lastIndexOf('/') + 1);
          if (!entry.isDirectory() && isTable(last) && !last.startsWith(".")) {
            byte[] table = limited(zip, path + "!/" + member);
            files.addAll(unpack(name + "!/" + member, path + "!/" + member, false, table));
          }
        }
      }
      if (files.isEmpty()) {
        throw new JobtrailException.Usage(path + ": an archive without a .csv or .tsv file");
      }
      files.sort(Comparator.comparing(SourceFile::name));
      return files;
    }
  }
}
