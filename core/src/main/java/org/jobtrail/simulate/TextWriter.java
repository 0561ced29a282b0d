package org.jobtrail.simulate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jobtrail.simulate.Block.Beside;
import org.jobtrail.simulate.Block.Bullet;
import org.jobtrail.simulate.Block.Heading;
import org.jobtrail.simulate.Block.Label;
import org.jobtrail.simulate.Block.Line;
import org.jobtrail.simulate.Block.Space;
import org.jobtrail.simulate.Block.Split;
import org.jobtrail.simulate.Block.Table;

/// Plain text, as people type or export it. Nothing can hide in it, so it has no trap.
final class TextWriter {
  private static final int WIDTH = 88;
  private static final int COLUMN = 26;

  private final StringBuilder out = new StringBuilder();
  private final int look;

  private TextWriter(int look) {
    this.look = look;
  }

  static byte[] write(Sheet sheet) {
    TextWriter writer = new TextWriter(sheet.look());
    writer.line(sheet.name());
    sheet.contact().forEach(writer::line);
    sheet.main().forEach(writer::block);
    sheet.side().forEach(writer::block);
    return writer.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void block(Block block) {
    switch (block) {
      case Heading(String text) -> {
        out.append('\n');
        line(look % 2 == 0 ? text.toUpperCase(Locale.ROOT) : text);
        if (look % 4 == 1) {
          line("-".repeat(text.length()));
        }
      }
      case Line(String text, _) -> wrap("", text, 0);
      case Split(Line left, String right) ->
          line(
              look % 3 == 0 ? left.text() + '\t' + right : padded(left.text(), WIDTH - 28) + right);
      case Beside(String left, List<Block> right) -> beside(left, right);
      case Bullet(String text) -> wrap(look % 5 == 0 ? "* " : "- ", text, 2);
      case Label(String label, String value) -> wrap("", label + ": " + value, 4);
      case Table(List<List<String>> rows) -> table(rows);
      case Space _ -> out.append('\n');
    }
  }

  private void beside(String left, List<Block> right) {
    String column = padded(left, COLUMN);
    for (Block block : right) {
      switch (block) {
        case Line(String text, _) -> line(column + text);
        case Bullet(String text) -> line(column + "- " + text);
        default -> throw new IllegalStateException("only lines stand beside a column");
      }
      column = " ".repeat(COLUMN);
    }
  }

  private void table(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        boolean last = i == widths.length - 1;
        if (look % 2 == 0) {
          text.append(i == 0 ? "" : " | ").append(last ? row.get(i) : pad(row.get(i), widths[i]));
        } else {
          text.append(last ? row.get(i) : row.get(i) + '\t');
        }
      }
      line(text.toString());
    }
  }

  /// At least two blanks behind, so that the columns stay apart.
  private static String padded(String text, int width) {
    return text.length() + 2 > width ? text + "  " : pad(text, width);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private void wrap(String mark, String text, int indent) {
    StringBuilder current = new StringBuilder(mark);
    for (String word : text.split(" ", -1)) {
      if (current.length() + word.length() > WIDTH + 24) {
        line(current.toString().stripTrailing());
        current = new StringBuilder(" ".repeat(indent));
      }
      current.append(word).append(' ');
    }
    line(current.toString().stripTrailing());
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
