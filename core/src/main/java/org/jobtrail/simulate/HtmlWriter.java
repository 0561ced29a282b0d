package org.jobtrail.simulate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jobtrail.simulate.Block.Beside;
import org.jobtrail.simulate.Block.Bullet;
import org.jobtrail.simulate.Block.Heading;
import org.jobtrail.simulate.Block.Label;
import org.jobtrail.simulate.Block.Line;
import org.jobtrail.simulate.Block.Space;
import org.jobtrail.simulate.Block.Split;
import org.jobtrail.simulate.Block.Table;

/// A web page in one of several styles: flexible boxes, floats, grids, tables, definition lists.
final class HtmlWriter {
  private static final List<String> TRAPS =
      List.of(
          "<div style=\"display:none\">%s</div>",
          "<div style=\"visibility: hidden; height: 0\">%s</div>",
          "<div hidden>%s</div>",
          "<div style=\"position:absolute;left:-9999px\">%s</div>",
          "<div class=\"extra\">%s</div>");

  private final StringBuilder out = new StringBuilder();
  private final int look;

  private HtmlWriter(int look) {
    this.look = look;
  }

  static byte[] write(Sheet sheet) {
    HtmlWriter writer = new HtmlWriter(sheet.look());
    writer.page(sheet);
    return writer.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void page(Sheet sheet) {
    out.append("<!DOCTYPE html>\n<html lang=\"").append(sheet.language().code()).append("\">\n");
    out.append("<head>\n<meta charset=\"utf-8\">\n<title>").append(text(sheet.name()));
    out.append("</title>\n<meta name=\"date\" content=\"").append(sheet.date());
    out.append("\">\n<style>\n").append(css()).append("</style>\n</head>\n<body>\n");
    out.append("<h1>").append(text(sheet.name())).append("</h1>\n");
    if (!sheet.contact().isEmpty()) {
      out.append("<p class=\"contact\">");
      out.append(String.join("<br>", sheet.contact().stream().map(HtmlWriter::text).toList()));
      out.append("</p>\n");
    }
    if (!sheet.trap().isEmpty()) {
      String lines =
          String.join("", sheet.trap().stream().map(t -> "<p>" + text(t) + "</p>").toList());
      out.append(TRAPS.get(look % TRAPS.size()).replace("%s", lines)).append('\n');
    }
    if (sheet.side().isEmpty()) {
      blocks(sheet.main());
    } else {
      out.append("<div class=\"columns\">\n<aside>\n");
      blocks(sheet.side());
      out.append("</aside>\n<main>\n");
      blocks(sheet.main());
      out.append("</main>\n</div>\n");
    }
    out.append("</body>\n</html>\n");
  }

  private String css() {
    String font = look % 2 == 0 ? "Georgia, serif" : "Arial, sans-serif";
    String colour = List.of("#1f3a5f", "#7a1f2b", "#2d5a3d", "#333333").get(look / 2 % 4);
    return "body { font-family: "
        + font
        + "; max-width: 48em; margin: 2em auto; color: #222; line-height: 1.35; }\n"
        + "h1 { color: "
        + colour
        + "; margin-bottom: .2em; }\n"
        + "h2 { color: "
        + colour
        + "; border-bottom: 1px solid; font-size: 1.15em; margin: 1.2em 0 .4em; }\n"
        + "p, ul, dl { margin: .1em 0; }\n"
        + ".gap { height: .7em; }\n"
        + ".split { display: flex; justify-content: space-between; }\n"
        + ".right { float: right; }\n"
        + ".beside { display: grid; grid-template-columns: 11em 1fr; }\n"
        + ".columns { display: grid; grid-template-columns: 17em 1fr; gap: 2em; }\n"
        + "aside { background: #f0f0f0; padding: 0 1em; }\n"
        + "td, th { text-align: left; vertical-align: top; padding: .15em 1em .15em 0; }\n"
        + "dl { display: grid; grid-template-columns: 16em 1fr; }\ndd { margin: 0; }\n"
        + ".extra { color: #ffffff; background-color: #ffffff; font-size: 1px; }\n";
  }

  private void blocks(List<Block> blocks) {
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i) instanceof Bullet) {
        out.append("<ul>\n");
        for (; i < blocks.size() && blocks.get(i) instanceof Bullet(String text); i++) {
          out.append("<li>").append(text(text)).append("</li>\n");
        }
        i--;
        out.append("</ul>\n");
      } else if (blocks.get(i) instanceof Label) {
        out.append("<dl>\n");
        for (;
            i < blocks.size() && blocks.get(i) instanceof Label(String label, String value);
            i++) {
          out.append("<dt>").append(text(label)).append(look % 2 == 0 ? ":" : "").append("</dt>");
          out.append("<dd>").append(text(value)).append("</dd>\n");
        }
        i--;
        out.append("</dl>\n");
      } else {
        block(blocks.get(i));
      }
    }
  }

  private void block(Block block) {
    switch (block) {
      case Heading(String text) -> out.append("<h2>").append(text(text)).append("</h2>\n");
      case Line line -> out.append("<p>").append(face(line)).append("</p>\n");
      case Split(Line left, String right) ->
          out.append(
              switch (look % 3) {
                case 0 ->
                    "<div class=\"split\"><span>"
                        + face(left)
                        + "</span> <span>"
                        + text(right)
                        + "</span></div>\n";
                case 1 ->
                    "<p><span class=\"right\">" + text(right) + "</span> " + face(left) + "</p>\n";
                default ->
                    "<table width=\"100%\"><tr><td>"
                        + face(left)
                        + "</td><td align=\"right\">"
                        + text(right)
                        + "</td></tr></table>\n";
              });
      case Beside(String left, List<Block> right) -> {
        boolean table = look % 2 == 0;
        out.append(table ? "<table><tr><td width=\"170\">" : "<div class=\"beside\"><div>");
        out.append(text(left)).append(table ? "</td><td>\n" : "</div><div>\n");
        blocks(right);
        out.append(table ? "</td></tr></table>\n" : "</div></div>\n");
      }
      case Table(List<List<String>> rows) -> {
        out.append("<table>\n");
        String cell = "th";
        for (List<String> row : rows) {
          out.append("<tr>");
          for (String text : row) {
            out.append('<').append(cell).append('>').append(text(text));
            out.append("</").append(cell).append('>');
          }
          out.append("</tr>\n");
          cell = "td";
        }
        out.append("</table>\n");
      }
      case Space _ -> out.append("<div class=\"gap\"></div>\n");
      case Bullet _, Label _ -> throw new IllegalStateException("written in lists");
    }
  }

  private static String face(Line line) {
    return switch (line.face()) {
      case PLAIN -> text(line.text());
      case BOLD -> "<b>" + text(line.text()) + "</b>";
      case ITALIC -> "<em>" + text(line.text()) + "</em>";
    };
  }

  private static String text(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
