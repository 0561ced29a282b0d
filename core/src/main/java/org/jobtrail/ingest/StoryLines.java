package org.jobtrail.ingest;

/// The lines of a body, a table cell or a text box while an office document is read.
final class StoryLines {
  private final Flow flow = new Flow();
  private final StringBuilder boxes = new StringBuilder();
  private int lengthBefore;
  private boolean anyCell;
  private boolean lastCellWasOneLine;

  Flow flow() {
    return flow;
  }

  void openParagraph() {
    flow.block();
    flow.mark("");
    lengthBefore = flow.length();
  }

  /// An empty paragraph shows as a blank line; text boxes that hang on it come after it.
  void closeParagraph() {
    closeParagraph(false);
  }

  /// @param vanishes whether its mark is hidden, so that it takes no line when it is empty
  void closeParagraph(boolean vanishes) {
    flow.block();
    if (flow.length() == lengthBefore && !vanishes) {
      flow.paragraph();
    }
    if (!boxes.isEmpty()) {
      addBoxes();
      flow.block();
    }
  }

  void add(StoryLines box) {
    boxes.append(box.flow).append('\n');
  }

  /// Text boxes that hang on no paragraph.
  void addBoxes() {
    flow.verbatim(boxes);
    boxes.setLength(0);
  }

  void openRow() {
    flow.block();
    anyCell = false;
  }

  /// Cells share a line as long as each of them is one line.
  void addCell(StoryLines inside) {
    String cell = inside.flow.toString();
    if (cell.isBlank()) {
      return;
    }
    if (anyCell && lastCellWasOneLine) {
      flow.tab();
    } else if (anyCell) {
      flow.block();
    }
    flow.verbatim(cell);
    anyCell = true;
    lastCellWasOneLine = cell.indexOf('\n') < 0;
  }

  void closeRow() {
    flow.block();
  }

  @Override
  public String toString() {
    return flow.toString();
  }
}
