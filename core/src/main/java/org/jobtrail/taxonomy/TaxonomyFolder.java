package org.jobtrail.taxonomy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jobtrail.provenance.JobtrailException;

/// The folder that `taxonomy import` writes: `concepts.tsv`, `unjoined.tsv` and, last of all,
/// `manifest.json`, which says what the other two must be.
final class TaxonomyFolder {
  static final String CONCEPTS = "concepts.tsv";
  static final String UNJOINED = "unjoined.tsv";
  static final String MANIFEST = "manifest.json";

  private TaxonomyFolder() {}

  static Taxonomy read(Path folder) {
    if (!Files.exists(folder)) {
      throw new JobtrailException.Usage(
          folder
              + ": no such taxonomy; make one with `jobtrail taxonomy import FILES... --out "
              + folder
              + "`, or use the word starter");
    }
    if (!Files.isDirectory(folder)) {
      throw new JobtrailException.Usage(
          folder
              + ": a taxonomy is a folder; make one with `jobtrail taxonomy import "
              + folder
              + " --out FOLDER`");
    }
    Path manifest = folder.resolve(MANIFEST);
    if (!Files.exists(manifest)) {
      throw new JobtrailException.Usage(
          folder
              + ": not a taxonomy, or a half-written one: no "
              + MANIFEST
              + " in it; run `jobtrail taxonomy import` again");
    }
    try {
      JsonNode json = new ObjectMapper().readTree(Files.readString(manifest));
      if (!json.path("kind").asText().equals("taxonomy")) {
        throw new JobtrailException.Usage(
            folder + ": a Jobtrail folder, but not a taxonomy (its manifest names no taxonomy)");
      }
      int format = json.path("format").asInt();
      if (format != TaxonomyText.FORMAT) {
        throw new JobtrailException.Usage(
            "%s: a taxonomy of format %d, this version reads format %d; import it again or use a newer Jobtrail"
                .formatted(folder, format, TaxonomyText.FORMAT));
      }
      Path concepts = folder.resolve(CONCEPTS);
      String expected = json.path("taxonomy").path("sha256").asText();
      byte[] bytes = Files.exists(concepts) ? Files.readAllBytes(concepts) : new byte[0];
      String found = Sha256.of(bytes);
      if (!found.equals(expected)) {
        throw new JobtrailException.Integrity(
            "%s: half-written or changed after the import (sha256 %.12s, the manifest says %.12s); run `jobtrail taxonomy import` again"
                .formatted(concepts, found, expected));
      }
      return TaxonomyText.read(bytes, concepts.toString(), found);
    } catch (JsonProcessingException e) {
      throw new JobtrailException.Integrity(
          manifest + ": not JSON, half-written; run `jobtrail taxonomy import` again");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
