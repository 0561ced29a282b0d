package org.jobtrail.crosswalk;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jobtrail.provenance.JobtrailException;

/// Which columns of a correspondence table hold what; columns count from 0, -1 for none.
///
/// @param headed whether the first row names the columns
/// @param filter -1 for none
record CodeColumns(
    boolean headed,
    int source,
    int target,
    int weight,
    int sourcePart,
    int targetPart,
    int filter,
    String filterValue) {

  /// @param first the table's first row
  /// @throws JobtrailException.Usage when a column isn't there, naming those that are
  static CodeColumns of(String file, List<String> first, CrosswalkTable.Settings settings) {
    List<String> names = first.stream().map(String::strip).toList();
    // A row without a single letter names nothing.
    boolean headed = names.stream().anyMatch(name -> name.matches(".*\\p{L}.*"));
    Finder finder = new Finder(file, headed, names);
    int source = finder.code("--from-column", settings.fromColumn(), settings.from(), 0);
    int target = finder.code("--to-column", settings.toColumn(), settings.to(), 1);
    if (source == target) {
      throw new JobtrailException.Usage(
          "%s: both codes would come from column %d; say which with --from-column and --to-column; %s"
              .formatted(file, source + 1, finder.found()));
    }
    String where = settings.where().orElse("");
    int equals = where.indexOf('=');
    if (!where.isEmpty() && equals < 1) {
      throw new JobtrailException.Usage(
          "--where wants COLUMN=VALUE, found \"%s\"".formatted(where));
    }
    return new CodeColumns(
        headed,
        source,
        target,
        finder.stated("--weight-column", settings.weightColumn()).orElse(-1),
        finder.part("--from-part-column", settings.fromPartColumn(), source),
        finder.part("--to-part-column", settings.toPartColumn(), target),
        where.isEmpty()
            ? -1
            : finder.stated("--where", Optional.of(where.substring(0, equals))).orElse(-1),
        where.substring(equals + 1));
  }

  /// Columns by name, by number, or by what such tables call them.
  private record Finder(String file, boolean headed, List<String> names) {
    int code(String option, Optional<String> given, String scheme, int otherwise) {
      OptionalInt stated = stated(option, given);
      if (stated.isPresent()) {
        return stated.getAsInt();
      }
      String key = Schemes.key(scheme);
      List<String> likely = List.of(key, key + "code", "code" + key);
      OptionalInt named = headed ? first(likely) : OptionalInt.empty();
      if (named.isPresent()) {
        return named.getAsInt();
      }
      if (!headed && names.size() > otherwise) {
        return otherwise;
      }
      throw new JobtrailException.Usage(
          "%s: no column is called like %s; say which with %s; %s"
              .formatted(file, scheme, option, found()));
    }

    OptionalInt stated(String option, Optional<String> given) {
      if (given.isEmpty()) {
        return OptionalInt.empty();
      }
      String wanted = given.get().strip();
      OptionalInt named =
          IntStream.range(0, names.size())
              .filter(i -> headed && names.get(i).equalsIgnoreCase(wanted))
              .findFirst();
      if (named.isPresent()) {
        return named;
      }
      if (wanted.matches("\\d{1,4}")) {
        int number = Integer.parseInt(wanted);
        if (number >= 1 && number <= names.size()) {
          return OptionalInt.of(number - 1);
        }
      }
      throw new JobtrailException.Usage(
          "%s: missing column %s (%s); %s".formatted(file, wanted, option, found()));
    }

    /// As given, else the column called like the code's with `part` for `code`.
    int part(String option, Optional<String> given, int code) {
      OptionalInt stated = stated(option, given);
      if (stated.isPresent() || !headed) {
        return stated.orElse(-1);
      }
      String key = Schemes.key(names.get(code)).replaceFirst("code$", "");
      return first(List.of(key + "part")).orElse(-1);
    }

    private OptionalInt first(List<String> keys) {
      return IntStream.range(0, names.size())
          .filter(i -> keys.contains(Schemes.key(names.get(i))))
          .findFirst();
    }

    String found() {
      return headed
          ? "found " + String.join(", ", names)
          : "the table has no header and " + names.size() + " columns, 1 to " + names.size();
    }
  }
}
