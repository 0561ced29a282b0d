package org.jobtrail.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.JobtrailException;

/// The words of one language that résumés are made of: headings, months, phrases, invented names.
///
/// Read from `words-LANGUAGE.txt` beside this class; a new language is a new file.
final class Words {
  private final Language language;
  private final Map<String, List<String>> lists = new HashMap<>();

  private Words(Language language, InputStream in) throws IOException {
    this.language = language;
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int at = line.indexOf(" =");
        if (line.startsWith("#") || at < 0) {
          continue;
        }
        List<String> words = lists.computeIfAbsent(line.substring(0, at), _ -> new ArrayList<>());
        for (String word : line.substring(at + 2).split("\\|", -1)) {
          if (!word.isBlank()) {
            words.add(word.strip());
          }
        }
      }
    }
  }

  /// @throws JobtrailException.Usage for a language without a word list
  static Words of(Language language) {
    try (InputStream in = Words.class.getResourceAsStream("words-" + language.code() + ".txt")) {
      if (in == null) {
        throw new JobtrailException.Usage(
            "--languages: no words for \"" + language.code() + "\"; known: en, fr, nl");
      }
      return new Words(language, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Language language() {
    return language;
  }

  /// In the file's order; empty when the language has none.
  List<String> all(String key) {
    List<String> words = lists.get(key);
    if (words == null) {
      throw new IllegalStateException("words-" + language.code() + ".txt: no \"" + key + '"');
    }
    return words;
  }

  String one(String key) {
    return all(key).getFirst();
  }

  String any(String key, RandomGenerator random) {
    List<String> words = all(key);
    return words.get(random.nextInt(words.size()));
  }

  /// The same for the same number.
  String numbered(String key, int number) {
    List<String> words = all(key);
    return words.get(Math.floorMod(number, words.size()));
  }

  /// `n` different ones at most, in the file's order.
  List<String> some(String key, int n, RandomGenerator random) {
    List<String> left = new ArrayList<>(all(key));
    while (left.size() > n) {
      left.remove(random.nextInt(left.size()));
    }
    return left;
  }
}
