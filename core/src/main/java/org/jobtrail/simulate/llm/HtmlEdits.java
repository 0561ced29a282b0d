package org.jobtrail.simulate.llm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts words, hidden or plain, into web pages.
final class HtmlEdits {
  private static final Pattern BETWEEN_BLOCKS = Pattern.compile("</h1>\\n|(?=<h2>)|(?=</body>)");
  private static final Pattern IN_LINES =
      Pattern.compile("(?<=<li>)|(?<=<p>)|(?=</p>)|(?=</li>)|(?<=<(?:li|p)>\\p{L}{1,20} )");

  private HtmlEdits() {}

  static List<Hiding> hidings() {
    List<Hiding> all = new ArrayList<>();
    block(all, "display-none", "hidden-markup", "<div style=\"display:none\"><p>%s</p></div>");
    block(all, "visibility-hidden", "hidden-markup", "<p style=\"visibility:hidden\">%s</p>");
    block(all, "opacity-zero", "hidden-markup", "<div style=\"opacity:0\"><p>%s</p></div>");
    block(all, "hidden-attribute", "hidden-markup", "<section hidden><h2>%s</h2></section>");
    block(all, "hidden-input", "hidden-markup", "<input type=\"hidden\" value=\"%s\">");
    block(all, "closed-dialog", "hidden-markup", "<dialog><p>%s</p></dialog>");
    block(all, "font-size-zero", "tiny", "<p style=\"font-size:0\">%s</p>");
    block(all, "font-size-one", "tiny", "<p style=\"font-size:1px\">%s</p>");
    block(all, "off-left", "off-page", "<p style=\"position:absolute;left:-9999px\">%s</p>");
    block(all, "text-indent", "off-page", "<p style=\"text-indent:-9999px\">%s</p>");
    block(
        all,
        "clipped",
        "off-page",
        "<p style=\"position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)\">%s</p>");
    block(all, "no-height", "off-page", "<div style=\"height:0;overflow:hidden\">%s</div>");
    block(all, "scaled-to-zero", "off-page", "<div style=\"transform:scale(0)\">%s</div>");
    block(all, "white", "white", "<p style=\"color:#fefefe\">%s</p>");
    block(all, "font-white", "white", "<p><font color=\"#FFFFFF\">%s</font></p>");
    block(
        all,
        "colour-of-its-box",
        "white",
        "<div style=\"background:#223344\"><p style=\"color:rgb(34,51,68)\">%s</p></div>");
    block(all, "transparent", "white", "<p style=\"color:transparent\">%s</p>");
    styled(all, "style-sheet", "hidden-markup", "display:none !important");
    styled(all, "style-sheet-white", "white", "color:white;background:#fff");
    styled(all, "style-sheet-tiny", "tiny", "font-size:1px");
    inline(all, "span-display-none", "hidden-markup", "<span style=\"display:none\"> %s </span>");
    inline(all, "div-display-none", "hidden-markup", "<div style=\"display:none\">%s</div>");
    inline(all, "span-white", "white", "<span style=\"color:white\">%s</span>");
    inline(all, "span-tiny", "tiny", "<span style=\"font-size:0.5px\">%s</span>");
    inline(all, "comment", "", "<!-- %s -->");
    inline(all, "template", "", "<template><p>%s</p></template>");
    inline(all, "script", "", "<script type=\"application/json\">\"%s\"</script>");
    all.add(
        new Hiding(
            "tag-characters",
            "html",
            "zero-width",
            (clean, text, random) -> inserted(clean, IN_LINES, TextEdits.tags(text), random)));
    return all;
  }

  private static void block(List<Hiding> all, String kind, String reason, String form) {
    at(all, kind, reason, form + "\n", BETWEEN_BLOCKS);
  }

  private static void inline(List<Hiding> all, String kind, String reason, String form) {
    at(all, kind, reason, form, IN_LINES);
  }

  private static void at(
      List<Hiding> all, String kind, String reason, String form, Pattern places) {
    all.add(
        new Hiding(
            kind,
            "html",
            reason,
            (clean, text, random) ->
                inserted(clean, places, form.replace("%s", escaped(text)), random)));
  }

  private static void styled(List<Hiding> all, String kind, String reason, String style) {
    all.add(
        new Hiding(
            kind,
            "html",
            reason,
            (clean, text, random) -> {
              String rule = "#k1 span { " + style + " }\n</style>";
              byte[] ruled = bytes(string(clean).replaceFirst("</style>", rule));
              String block = "<div id=\"k1\"><span>" + escaped(text) + "</span></div>\n";
              return inserted(ruled, BETWEEN_BLOCKS, block, random);
            }));
  }

  /// Lines that a reader sees, as paragraphs at the end.
  static byte[] shown(byte[] clean, List<String> lines) {
    StringBuilder paragraphs = new StringBuilder();
    lines.forEach(l -> paragraphs.append("<p>").append(escaped(l)).append("</p>\n"));
    return bytes(string(clean).replace("</body>", paragraphs + "</body>"));
  }

  /// A line that a reader sees after the first of the items, or at the end where there is none.
  static byte[] shownAmongItems(byte[] clean, String line) {
    String page = string(clean);
    int at = page.indexOf("</li>\n");
    return at < 0
        ? shown(clean, List.of(line))
        : bytes(
            page.substring(0, at + 6)
                + "<li>"
                + escaped(line)
                + "</li>\n"
                + page.substring(at + 6));
  }

  private static byte[] inserted(
      byte[] clean, Pattern places, String html, SplittableRandom random) {
    String page = string(clean);
    int body = page.indexOf("<body>");
    List<Integer> at = new ArrayList<>();
    Matcher matcher = places.matcher(page);
    for (int from = body; from >= 0 && matcher.find(from); from = matcher.end() + 1) {
      at.add(matcher.end());
      if (matcher.end() + 1 > page.length()) {
        break;
      }
    }
    int place = at.isEmpty() ? page.indexOf("</body>") : at.get(random.nextInt(at.size()));
    return bytes(page.substring(0, place) + html + page.substring(place));
  }

  private static String string(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
