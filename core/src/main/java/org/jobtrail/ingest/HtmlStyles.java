package org.jobtrail.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector;

/// Which CSS declarations hold for which element: `<style>` rules by specificity, then `style=`.
///
/// Only the properties that hide text or lay it out are kept. Style sheets in other files are never
/// fetched.
final class HtmlStyles {
  private static final Set<String> PROPERTIES =
      Set.of(
          "display",
          "visibility",
          "opacity",
          "font-size",
          "color",
          "background",
          "background-color",
          "background-image",
          "position",
          "left",
          "top",
          "right",
          "bottom",
          "text-indent",
          "clip",
          "clip-path",
          "width",
          "height",
          "max-height",
          "max-width",
          "overflow",
          "transform",
          "float",
          "white-space",
          "flex-direction",
          "margin-left",
          "margin-top",
          "font");
  private static final int MOST_RULES = 3000;

  private record Rule(String selector, int specificity, Map<String, String> declarations) {}

  private final IdentityHashMap<Element, Map<String, String>> styles = new IdentityHashMap<>();

  private HtmlStyles() {}

  static HtmlStyles of(Document html, Deadline deadline) {
    HtmlStyles found = new HtmlStyles();
    List<Rule> rules = new ArrayList<>();
    for (Element style : html.select("style")) {
      parse(style.data(), rules);
    }
    rules.sort(Comparator.comparingInt(Rule::specificity));
    for (Rule rule : rules) {
      deadline.check();
      try {
        for (Element element : html.select(rule.selector)) {
          found.styles.computeIfAbsent(element, _ -> new HashMap<>()).putAll(rule.declarations);
        }
      } catch (Selector.SelectorParseException | IllegalArgumentException e) {
        // A selector that jsoup doesn't know, such as ::before, styles no text of ours.
      }
    }
    return found;
  }

  /// What holds for the element itself, nothing inherited.
  Map<String, String> of(Element element) {
    Map<String, String> sheet = styles.getOrDefault(element, Map.of());
    String inline = element.attr("style");
    if (inline.isEmpty()) {
      return sheet;
    }
    Map<String, String> all = new HashMap<>(sheet);
    all.putAll(declarations(inline));
    return all;
  }

  private static void parse(String css, List<Rule> rules) {
    String text =
        css.replaceAll("(?s)/\\*.*?(\\*/|$)", " ").replace("<!--", " ").replace("-->", " ");
    int at = 0;
    while (at < text.length() && rules.size() < MOST_RULES) {
      int open = text.indexOf('{', at);
      if (open < 0) {
        return;
      }
      String head = text.substring(at, open).strip();
      head = head.substring(head.lastIndexOf(';') + 1).strip();
      int close = end(text, open);
      String body = text.substring(open + 1, close);
      if (head.startsWith("@")) {
        String lower = head.toLowerCase(Locale.ROOT);
        // What holds on a wide screen; print rules and animations don't.
        if (lower.startsWith("@media")
            && !lower.contains("print")
            && !lower.contains("max-width")) {
          parse(body, rules);
        } else if (lower.startsWith("@supports") || lower.startsWith("@layer")) {
          parse(body, rules);
        }
      } else {
        Map<String, String> declarations = declarations(body);
        if (!declarations.isEmpty()) {
          for (String selector : head.split(",")) {
            String one = selector.strip();
            if (!one.isEmpty() && !one.contains(":")) {
              rules.add(new Rule(one, specificity(one), declarations));
            }
          }
        }
      }
      at = close + 1;
    }
  }

  /// Where the block that opens there closes.
  private static int end(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return text.length();
  }

  private static int specificity(String selector) {
    int score = 0;
    boolean name = true;
    for (int i = 0; i < selector.length(); i++) {
      switch (selector.charAt(i)) {
        case '#' -> {
          score += 10_000;
          name = false;
        }
        case '.', '[' -> {
          score += 100;
          name = false;
        }
        case ' ', '>', '+', '~' -> name = true;
        default -> {
          if (name && Character.isLetter(selector.charAt(i))) {
            score++;
            name = false;
          }
        }
      }
    }
    return score;
  }

  private static Map<String, String> declarations(String body) {
    Map<String, String> found = new HashMap<>();
    for (String declaration : body.split(";")) {
      int colon = declaration.indexOf(':');
      if (colon > 0) {
        String property = declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (PROPERTIES.contains(property)) {
          String value = declaration.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
          found.put(property, value.replace("!important", "").strip());
        }
      }
    }
    return found;
  }
}
