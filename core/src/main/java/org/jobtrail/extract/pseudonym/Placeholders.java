package org.jobtrail.extract.pseudonym;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The placeholders of one text and what each stands for.
///
/// Whatever in the text could be read as a placeholder, however loosely written, takes its number
/// out of use, so that a loose reading of a reply never finds a value the text didn't lose.
final class Placeholders {
  private static final String KIND =
      Arrays.stream(Kind.values())
          .map(k -> k.name().replace("_", "[ _-]?"))
          .collect(Collectors.joining("|", "(", ")"));
  private static final Pattern ANYWHERE = Pattern.compile("(?i)" + KIND + "[ _-]{0,2}(\\d{1,7})");
  private static final Pattern LOOSE =
      Pattern.compile(
          "(?i)(?:\\[ ?)?(?<![\\p{L}\\p{N}_])"
              + KIND
              + "[ _-]{0,2}(\\d{1,7})(?![\\p{L}\\p{N}])(?: ?])?");
  private static final Pattern NUMBERLESS = Pattern.compile("(?i)\\[" + KIND + "]");

  private final Map<String, String> byValue = new HashMap<>();
  private final Map<String, String> values = new HashMap<>();
  private final Map<Kind, Integer> used = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
  private final Set<String> taken = new HashSet<>();

  Placeholders(String text) {
    Matcher matcher = ANYWHERE.matcher(text);
    while (matcher.find()) {
      // What stands beside it may be replaced, which would set "PHONE_1" of "PHONE_10475" free.
      for (int digits = 1; digits <= matcher.group(2).length(); digits++) {
        taken.add(key(matcher.group(1), matcher.group(2).substring(0, digits)));
      }
    }
    matcher = NUMBERLESS.matcher(text);
    while (matcher.find()) {
      taken.add(word(matcher.group(1)));
    }
  }

  /// The placeholder for the value; the same for the same value, white space folded.
  String of(Kind kind, String value) {
    return byValue.computeIfAbsent(
        kind + " " + value.strip().replaceAll("\\s+", " "),
        _ -> {
          int number = used.getOrDefault(kind, 0);
          String key;
          do {
            number++;
            key = key(kind.name(), String.valueOf(number));
          } while (taken.contains(key));
          used.put(kind, number);
          counts.merge(kind, 1, Integer::sum);
          values.put(key, value);
          if (counts.getOrDefault(kind, 0) == 1 && !taken.contains(word(kind.name()))) {
            values.put(word(kind.name()), value);
          } else {
            values.remove(word(kind.name()));
          }
          return '[' + kind.name() + '_' + number + ']';
        });
  }

  /// The reply with every placeholder, also a loosely written one, turned back.
  String restore(String reply) {
    if (values.isEmpty()) {
      return reply;
    }
    String numbered =
        LOOSE
            .matcher(reply)
            .replaceAll(
                m -> Matcher.quoteReplacement(value(key(m.group(1), m.group(2)), m.group())));
    return NUMBERLESS
        .matcher(numbered)
        .replaceAll(m -> Matcher.quoteReplacement(value(word(m.group(1)), m.group())));
  }

  private String value(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  private static String key(String word, String number) {
    return word(word) + Integer.parseInt(number);
  }

  private static String word(String word) {
    return word.replaceAll("[ _-]", "").toUpperCase(Locale.ROOT);
  }
}
