package org.jobtrail.taxonomy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.JobtrailException;

/// The canonical text of a taxonomy: what `concepts.tsv` holds and {@link Taxonomy#sha256()}
/// hashes.
///
/// First `jobtrail-taxonomy TAB 1 TAB family TAB version`, then a line per concept (`kind, code,
/// isco_group, uri`), each followed by its labels (an empty cell, `language, kind, text`).
final class TaxonomyText {
  static final int FORMAT = 1;
  private static final String MAGIC = "jobtrail-taxonomy";
  private static final Concept.Kind[] KINDS = Concept.Kind.values();
  private static final Label.Kind[] LABEL_KINDS = Label.Kind.values();

  private TaxonomyText() {}

  static byte[] write(Taxonomy taxonomy) {
    StringBuilder out = new StringBuilder(1 << 16);
    out.append(MAGIC).append('\t').append(FORMAT);
    out.append('\t').append(taxonomy.family()).append('\t').append(taxonomy.version()).append('\n');
    for (Concept concept : taxonomy.concepts()) {
      OccupationCode o = concept.occupation();
      out.append(concept.kind().word()).append('\t').append(o.code());
      out.append('\t').append(o.iscoGroup()).append('\t').append(o.uri()).append('\n');
      for (Label label : concept.labels()) {
        out.append('\t').append(label.language().code());
        out.append('\t').append(label.kind().word());
        out.append('\t').append(label.text()).append('\n');
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// @param where the file, for messages
  /// @param sha256 of the bytes
  static Taxonomy read(byte[] bytes, String where, String sha256) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int at = text.indexOf('\n');
    String[] head = (at < 0 ? text : text.substring(0, at)).split("\t", -1);
    if (head.length != 4 || !head[0].equals(MAGIC) || !head[1].equals(String.valueOf(FORMAT))) {
      throw broken(where, 1);
    }
    String name = head[2] + ' ' + head[3];
    Map<String, Concept.Kind> kinds = new HashMap<>();
    for (Concept.Kind kind : KINDS) {
      kinds.put(kind.word(), kind);
    }
    Map<String, Label.Kind> labelKinds = new HashMap<>();
    for (Label.Kind kind : LABEL_KINDS) {
      labelKinds.put(kind.word(), kind);
    }
    Map<String, Language> languages = new HashMap<>();
    List<Concept> concepts = new ArrayList<>();
    OccupationCode occupation = null;
    Concept.Kind kind = Concept.Kind.OCCUPATION;
    List<Label> labels = new ArrayList<>();
    int line = 1;
    for (int from = at + 1; from < text.length(); ) {
      line++;
      int to = text.indexOf('\n', from);
      if (to < 0) {
        throw broken(where, line);
      }
      int a = text.indexOf('\t', from);
      int b = text.indexOf('\t', a + 1);
      int c = text.indexOf('\t', b + 1);
      if (a < 0 || b < 0 || c < 0 || c > to) {
        throw broken(where, line);
      }
      if (a == from) {
        Language language =
            languages.computeIfAbsent(text.substring(a + 1, b), code -> new Language(code));
        Label.Kind labelKind = labelKinds.get(text.substring(b + 1, c));
        if (labelKind == null || occupation == null) {
          throw broken(where, line);
        }
        labels.add(new Label(language, labelKind, text.substring(c + 1, to)));
      } else {
        if (occupation != null) {
          concepts.add(new Concept(occupation, kind, labels));
        }
        labels.clear();
        Concept.Kind found = kinds.get(text.substring(from, a));
        if (found == null) {
          throw broken(where, line);
        }
        kind = found;
        occupation =
            new OccupationCode(
                text.substring(c + 1, to),
                text.substring(a + 1, b),
                text.substring(b + 1, c),
                name);
      }
      from = to + 1;
    }
    if (occupation != null) {
      concepts.add(new Concept(occupation, kind, labels));
    }
    return new Taxonomy(head[2], head[3], concepts, Optional.of(sha256));
  }

  private static JobtrailException.Integrity broken(String where, int line) {
    return new JobtrailException.Integrity(
        where + ':' + line + ": not a line of a taxonomy; run `jobtrail taxonomy import` again");
  }
}
