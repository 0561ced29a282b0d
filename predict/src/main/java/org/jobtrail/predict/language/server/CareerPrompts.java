package org.jobtrail.predict.language.server;

import java.util.List;
import java.util.stream.IntStream;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.provenance.JobtrailException;

/// What a server is asked about careers: texts of a bounded length.
///
/// @param most characters of prefix and longest title together
record CareerPrompts(CareerText text, int most) {
  /// What may follow a prefix, in the outcomes' order.
  List<String> continuations() {
    return IntStream.range(0, text.titles().size()).mapToObj(text::continuation).toList();
  }

  private int longestTitle() {
    return continuations().stream().mapToInt(String::length).max().orElse(0);
  }

  /// Characters of header, first prompt and longest title: what can't be left out.
  int least(PanelPerson person) {
    return text.header(person).length() + text.prompt(person, 0).length() + longestTitle();
  }

  /// What stands before the title of record t: what is shown first, header, the newest lines that
  /// fit, prompt.
  ///
  /// @throws JobtrailException.Usage if they don't fit without any line
  String prefix(PanelPerson person, int t) {
    int needed = text.header(person).length() + text.prompt(person, t).length() + longestTitle();
    if (needed > most) {
      throw new JobtrailException.Usage(
          "person "
              + person.id()
              + ": what is shown first, header, prompt and title take "
              + needed
              + " characters, at most "
              + most
              + " are sent; show fewer examples, take a shorter template or raise --set characters");
    }
    int from = t;
    int room = most - needed;
    while (from > 0 && text.line(person, from - 1).length() <= room) {
      from--;
      room -= text.line(person, from).length();
    }
    return text.prefix(person, from, t);
  }
}
