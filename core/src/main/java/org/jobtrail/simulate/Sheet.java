package org.jobtrail.simulate;

import java.time.LocalDate;
import java.util.List;
import org.jobtrail.career.Language;

/// A laid-out résumé, ready for any format.
///
/// @param look picks among the looks of a format: fonts, rules, style sheets
/// @param side blocks of a column at the left; empty in most layouts
/// @param trap lines that a format hides from readers in its own way
/// @param jobs what the blocks say of each job, word for word, in their order
record Sheet(
    String name,
    Language language,
    LocalDate date,
    int look,
    List<String> contact,
    List<Block> side,
    List<Block> main,
    List<String> trap,
    List<ToldResume.Job> jobs) {
  Sheet {
    contact = List.copyOf(contact);
    side = List.copyOf(side);
    main = List.copyOf(main);
    trap = List.copyOf(trap);
    jobs = List.copyOf(jobs);
  }
}
