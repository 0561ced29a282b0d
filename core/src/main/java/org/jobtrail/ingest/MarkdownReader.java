package org.jobtrail.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobtrail.career.CareerDate;

/// Reads Markdown as its author wrote it, without the marks: `# `, `**`, links, table bars.
final class MarkdownReader {
  private static final Pattern FRONT_MATTER =
      Pattern.compile(
          "\\A---[ \\t]*\\R(.*?)^(?:---|\\.\\.\\.)[ \\t]*$\\R?",
          Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern DATE =
      Pattern.compile("(?m)^(?:date|updated|modified):\\s*[\"']?(\\S+)");
  private static final Pattern LINK =
      Pattern.compile("!?\\[([^\\[\\]\\n]{0,500})]\\(([^()\\s]{0,1000})[^()\\n]{0,200}\\)");
  private static final Pattern REFERENCE =
      Pattern.compile("\\[([^\\[\\]\\n]{1,500})]\\[[^\\[\\]\\n]{0,100}]");
  private static final Pattern STRONG =
      Pattern.compile("(\\*\\*\\*|\\*\\*|__)(?=\\S)([^\\n]{1,500}?\\S)\\1");
  private static final Pattern EMPHASIS =
      Pattern.compile("(?<![\\w*])\\*(?=[^\\s*])([^*\\n]{1,500}?)(?<=\\S)\\*(?![\\w*])");
  private static final Pattern UNDERLINED =
      Pattern.compile("(?U)(?<!\\w)_(?=[^\\s_])([^_\\n]{1,500}?)(?<=\\S)_(?!\\w)");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]{1,500})`");
  private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>\\n]{0,300}>");
  private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\`*_{}\\[\\]()#+\\-.!|])");
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--(.*?)(-->|\\z)");

  private MarkdownReader() {}

  static Reading read(String source, Limits limits) {
    Pages pages = new Pages(limits);
    String text = source.replace("\r\n", "\n").replace('\r', '\n');
    CareerDate date = CareerDate.unknown();
    Matcher front = FRONT_MATTER.matcher(text);
    if (front.find()) {
      Matcher stated = DATE.matcher(front.group(1));
      if (stated.find()) {
        date = DocumentDates.of(stated.group(1).replaceAll("[\"']$", ""));
      }
      text = text.substring(front.end());
    }
    Matcher comment = COMMENT.matcher(text);
    StringBuilder shown = new StringBuilder();
    while (comment.find()) {
      pages.hide(HiddenText.Reason.HIDDEN_MARKUP, comment.group(1));
      comment.appendReplacement(shown, "");
    }
    comment.appendTail(shown);
    boolean code = false;
    StringBuilder out = new StringBuilder();
    for (String line : shown.toString().split("\n", -1)) {
      String bare = line.strip();
      if (bare.startsWith("```") || bare.startsWith("~~~")) {
        code = !code;
        continue;
      }
      if (!code
          && (bare.matches("([-*_] ?){3,}|=+")
              || bare.matches("\\|?(\\s*:?-{2,}:?\\s*\\|)+\\s*(:?-{2,}:?)?\\s*"))) {
        // A rule, the line under a heading, or the bar under a table's head.
        out.append(bare.startsWith("=") || bare.contains("|") ? "" : "\n");
        continue;
      }
      out.append(code ? line : plain(line)).append('\n');
    }
    pages.show(out);
    return new Reading("md", pages.visible(), pages.hidden(), date, false);
  }

  private static String plain(String line) {
    String text = line.replaceFirst("^\\s{0,3}#{1,6}\\s+(.*?)\\s*#*\\s*$", "$1");
    text = text.replaceFirst("^\\s{0,3}(>\\s?)+", "");
    text = text.replaceFirst("^(\\s*)[*+-]\\s+(?=\\S)", "$1• ");
    String trimmed = text.strip();
    if (trimmed.startsWith("|") && trimmed.endsWith("|") && trimmed.length() > 1) {
      text =
          trimmed
              .substring(1, trimmed.length() - 1)
              .strip()
              .replaceAll("\\s*(?<!\\\\)\\|\\s*", "\t");
    }
    text = LINK.matcher(text).replaceAll("$1");
    text = REFERENCE.matcher(text).replaceAll("$1");
    text = TAG.matcher(text).replaceAll("");
    text = STRONG.matcher(text).replaceAll("$2");
    text = STRONG.matcher(text).replaceAll("$2");
    text = EMPHASIS.matcher(text).replaceAll("$1");
    text = UNDERLINED.matcher(text).replaceAll("$1");
    text = CODE.matcher(text).replaceAll("$1");
    return ESCAPE.matcher(text).replaceAll("$1").replaceFirst("(  +|\\\\)$", "");
  }
}
