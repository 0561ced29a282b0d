package org.jobtrail.simulate;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Label;
import org.jobtrail.taxonomy.Taxonomy;

/// Everyday titles per unit group in one language, and what people do to them.
final class Titles {
  private final Map<String, List<String>> byGroup = new HashMap<>();
  private final Words words;

  Titles(Taxonomy taxonomy, Words words) {
    this.words = words;
    for (Concept concept : taxonomy.concepts()) {
      if (concept.kind() == Concept.Kind.UNIT_GROUP) {
        byGroup.put(concept.occupation().code(), plain(concept, words.language()));
      }
    }
  }

  /// Labels that can be a title on a line of their own: short, free of the marks that layouts put
  /// between title, employer and place, and within what a PDF's standard fonts hold.
  private static List<String> plain(Concept concept, Language language) {
    List<String> plain =
        concept.labels().stream()
            .filter(l -> l.language().equals(language) && l.kind() == Label.Kind.ALTERNATIVE)
            .map(Label::text)
            .filter(
                t ->
                    t.length() <= 40
                        && t.matches("[\\p{L}'’ .-]+")
                        && !t.contains(" - ")
                        && winAnsi(t))
            .toList();
    return plain.isEmpty()
        ? List.of(concept.preferred(language).split("[,;(/]", -1)[0].strip())
        : plain;
  }

  private static boolean winAnsi(String text) {
    return Charset.forName("windows-1252").newEncoder().canEncode(text);
  }

  /// The title as the person would write it, before any slip.
  String title(Job job) {
    List<String> titles = byGroup.getOrDefault(job.group(), List.of(job.group()));
    String title = titles.get(Math.floorMod(job.titleDraw(), titles.size()));
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  /// Now and then abbreviated, qualified or misspelled.
  String slipped(String title, RandomGenerator random) {
    String written = title;
    int draw = random.nextInt(100);
    if (draw < 4) {
      for (String pair : words.all("abbreviation")) {
        int at = pair.indexOf('>');
        written =
            written.replaceFirst(
                "(?iu)(?<!\\p{L})" + pair.substring(0, at) + "(?!\\p{L})", pair.substring(at + 1));
      }
    } else if (draw < 7 && !words.all("modifier").isEmpty() && !written.contains(" ")) {
      written = words.any("modifier", random) + ' ' + written.toLowerCase(Locale.ROOT);
    } else if (draw < 11) {
      written = misspelled(written, random);
    }
    return written;
  }

  /// Two neighbouring letters swapped, or one left out, inside one of the longer words.
  static String misspelled(String text, RandomGenerator random) {
    int at = 1 + random.nextInt(Math.max(1, text.length() - 3));
    for (int i = 0; i < text.length(); i++, at = at % (text.length() - 1) + 1) {
      if (at >= 1
          && at + 2 < text.length()
          && text.substring(at - 1, at + 3).chars().allMatch(Character::isLowerCase)
          && text.charAt(at) != text.charAt(at + 1)) {
        return random.nextBoolean()
            ? text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2)
            : text.substring(0, at) + text.substring(at + 1);
      }
    }
    return text;
  }
}
