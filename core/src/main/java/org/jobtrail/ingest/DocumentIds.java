package org.jobtrail.ingest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Gives every document of a run an id of its own.
///
/// In order: the file's name without its ending, its path without the ending, its path, and then
/// `#2`, `#3` ... behind the first. The order of the input decides, nothing else.
final class DocumentIds {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> lastNumber = new HashMap<>();

  String forFile(String name, String path) {
    String plain = withoutEnding(name);
    String folder = path.substring(0, path.length() - name.length());
    for (String id : new String[] {plain, folder + plain, path}) {
      if (taken.add(id)) {
        return id;
      }
    }
    return numbered(plain);
  }

  String forLine(String id) {
    return taken.add(id) ? id : numbered(id);
  }

  private String numbered(String id) {
    while (true) {
      String next = id + '#' + lastNumber.merge(id, 2, (n, _) -> n + 1);
      if (taken.add(next)) {
        return next;
      }
    }
  }

  /// `cv.txt.gz` is `cv`, `Jan.Peeters.pdf` is `Jan.Peeters`, `notes 2019.05` stays.
  static String withoutEnding(String name) {
    String rest = cut(name, ".gz");
    int dot = rest.lastIndexOf('.');
    if (dot > 0 && rest.substring(dot + 1).matches("(?=.*[A-Za-z])[A-Za-z0-9]{1,8}")) {
      rest = rest.substring(0, dot);
    }
    return rest.isBlank() ? name : rest;
  }

  private static String cut(String name, String ending) {
    return name.toLowerCase(Locale.ROOT).endsWith(ending) && name.length() > ending.length()
        ? name.substring(0, name.length() - ending.length())
        : name;
  }
}
