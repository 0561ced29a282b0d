package org.jobtrail.dataset;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Quarter;
import org.jobtrail.career.Span;
import org.jspecify.annotations.Nullable;

/// Appends rows of one {@link Table} to a buffer, cell by cell.
final class TsvRow {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\x{80}-\\x{9f}]");

  private final StringBuilder out = new StringBuilder(1 << 10);
  private final Table table;
  private final int width;
  private int cells;

  TsvRow(Table table) {
    this.table = table;
    this.width = table.width();
  }

  TsvRow text(@Nullable String value) {
    next();
    if (value == null) {
      out.append(Table.NULL);
      return this;
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        out.append(CONTROL.matcher(value).replaceAll(" "));
        return this;
      }
    }
    out.append(value);
    return this;
  }

  TsvRow text(Optional<String> value) {
    return text(value.orElse(null));
  }

  TsvRow number(long value) {
    next();
    out.append(value);
    return this;
  }

  TsvRow number(double value) {
    next();
    out.append(value);
    return this;
  }

  TsvRow flag(boolean value) {
    next();
    out.append(value);
    return this;
  }

  TsvRow missing() {
    next();
    out.append(Table.NULL);
    return this;
  }

  TsvRow quarter(Optional<Quarter> quarter) {
    return quarter.isPresent() ? number(quarter.get().index()) : missing();
  }

  /// The three columns of a stated date: text (null unless known), precision, status.
  TsvRow date(CareerDate date) {
    if (date instanceof CareerDate.Known known) {
      return text(known.text()).text(known.precision().word()).text(known.status());
    }
    return missing().missing().text(date.status());
  }

  /// The three columns of a value's evidence.
  TsvRow span(Optional<Span> span) {
    if (span.isEmpty()) {
      return missing().missing().missing();
    }
    return number(span.get().start()).number(span.get().end()).number(span.get().page());
  }

  void end() {
    if (cells != width) {
      throw new IllegalStateException(table + " has " + width + " columns, the row " + cells);
    }
    out.append('\n');
    cells = 0;
  }

  String rows() {
    return out.toString();
  }

  private void next() {
    if (cells++ > 0) {
      out.append('\t');
    }
  }
}
