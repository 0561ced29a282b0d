package org.jobtrail.predict.text;

import java.util.ArrayList;
import java.util.List;

/// A part of a template's line: `A[ {sex}] worker` is a literal, a clause and a literal.
sealed interface Piece {
  record Literal(String text) implements Piece {}

  /// `{name}`, where a word of that covariate (or the period, the title, the panel) stands.
  record Slot(String name) implements Piece {}

  /// `[...]`, left out for panels that lack a covariate that it names.
  record Clause(List<Piece> pieces) implements Piece {
    public Clause {
      pieces = List.copyOf(pieces);
    }
  }

  /// Reads a line; a backslash before `{ } [ ] \` makes it an ordinary character.
  ///
  /// @throws IllegalArgumentException saying which bracket has no counterpart
  static List<Piece> parse(String line) {
    Reading reading = new Reading(line);
    List<Piece> pieces = reading.pieces(false);
    return pieces;
  }

  /// The names of a line's slots, clauses included, in their order.
  static List<String> slots(List<Piece> pieces) {
    List<String> names = new ArrayList<>();
    for (Piece piece : pieces) {
      switch (piece) {
        case Literal _ -> {}
        case Slot slot -> names.add(slot.name());
        case Clause clause -> names.addAll(slots(clause.pieces()));
      }
    }
    return names;
  }

  /// One pass over a line.
  final class Reading {
    private final String line;
    private int at;

    private Reading(String line) {
      this.line = line;
    }

    private List<Piece> pieces(boolean inClause) {
      List<Piece> pieces = new ArrayList<>();
      StringBuilder literal = new StringBuilder();
      while (at < line.length()) {
        char c = line.charAt(at++);
        switch (c) {
          case '\\' -> {
            if (at == line.length() || "{}[]\\".indexOf(line.charAt(at)) < 0) {
              throw new IllegalArgumentException("\\ must stand before one of { } [ ] \\");
            }
            literal.append(line.charAt(at++));
          }
          case '{' -> {
            flush(literal, pieces);
            int end = line.indexOf('}', at);
            String name = end < 0 ? "" : line.substring(at, end);
            if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
              throw new IllegalArgumentException(
                  "{ must begin a placeholder such as {title}; write \\{ for the character");
            }
            pieces.add(new Slot(name));
            at = end + 1;
          }
          case '[' -> {
            if (inClause) {
              throw new IllegalArgumentException("a clause in [ ] can't hold another");
            }
            flush(literal, pieces);
            List<Piece> inner = pieces(true);
            if (slots(inner).isEmpty()) {
              throw new IllegalArgumentException(
                  "a clause in [ ] must hold a placeholder; write \\[ for the character");
            }
            pieces.add(new Clause(inner));
          }
          case ']' -> {
            if (!inClause) {
              throw new IllegalArgumentException("] ends no clause; write \\] for the character");
            }
            flush(literal, pieces);
            return pieces;
          }
          case '}' ->
              throw new IllegalArgumentException(
                  "} ends no placeholder; write \\} for the character");
          default -> literal.append(c);
        }
      }
      if (inClause) {
        throw new IllegalArgumentException("[ has no ]");
      }
      flush(literal, pieces);
      return pieces;
    }

    private static void flush(StringBuilder literal, List<Piece> pieces) {
      if (!literal.isEmpty()) {
        pieces.add(new Literal(literal.toString()));
        literal.setLength(0);
      }
    }
  }
}
