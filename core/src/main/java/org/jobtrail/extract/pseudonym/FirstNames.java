package org.jobtrail.extract.pseudonym;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jobtrail.extract.text.Tokens;

/// The common first names of five languages and of those who came to speak them, by the hash of
/// their folded letters. Read from `first-names.txt` beside this class.
final class FirstNames {
  private static final Set<Long> ALL = read();

  private FirstNames() {}

  static boolean isOne(Tokens tokens, int i) {
    return tokens.isWord(i) && ALL.contains(tokens.hash(i));
  }

  private static Set<Long> read() {
    Set<Long> all = new HashSet<>();
    try (InputStream in = FirstNames.class.getResourceAsStream("first-names.txt")) {
      if (in == null) {
        throw new IllegalStateException("first-names.txt is missing from the program; build again");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          Tokens tokens = Tokens.of(line);
          for (int i = 0; i < tokens.size(); i++) {
            all.add(tokens.hash(i));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
