package org.jobtrail.predict.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/// A line of slots, each with a finite list of words, that is written by choosing a word for each
/// and read back.
///
/// @param slots left to right; a literal is a slot with one word and no name
record WordLine(List<WordLine.Slot> slots) {
  WordLine {
    slots = List.copyOf(slots);
  }

  /// @param name empty for a literal
  /// @param words by number
  /// @param numbers word to number
  record Slot(String name, List<String> words, Map<String, Integer> numbers) {
    static Slot of(String name, List<String> words) {
      Map<String, Integer> numbers = new HashMap<>();
      for (int k = 0; k < words.size(); k++) {
        numbers.put(words.get(k), k);
      }
      return new Slot(name, List.copyOf(words), numbers);
    }

    static Slot literal(String text) {
      return of("", List.of(text));
    }
  }

  /// The slot of that name.
  Slot slot(String name) {
    return slots.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  boolean isEmpty() {
    return slots.isEmpty();
  }

  /// @param number which word to choose for a slot of that name
  String write(ToIntFunction<String> number) {
    StringBuilder line = new StringBuilder();
    for (Slot slot : slots) {
      line.append(slot.words().get(slot.name().isEmpty() ? 0 : number.applyAsInt(slot.name())));
    }
    return line.toString();
  }

  /// The numbers of the words, slot by slot; empty when the line is not of this form.
  Optional<int[]> read(String line) {
    int[] numbers = new int[slots.size()];
    return read(line, 0, 0, numbers) ? Optional.of(numbers) : Optional.empty();
  }

  private boolean read(String line, int at, int s, int[] numbers) {
    if (s == slots.size()) {
      return at == line.length();
    }
    Slot slot = slots.get(s);
    if (s == slots.size() - 1) {
      Integer last = slot.numbers().get(line.substring(at));
      numbers[s] = last == null ? 0 : last;
      return last != null;
    }
    for (int k = 0; k < slot.words().size(); k++) {
      if (line.startsWith(slot.words().get(k), at)) {
        numbers[s] = k;
        if (read(line, at + slot.words().get(k).length(), s + 1, numbers)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Two spellings of one line: whoever wrote the text chose `shorter` words in one slot and
  /// another one with the same beginning.
  private record Ahead(int ahead, int behind, String lead) {}

  /// Whether two different choices of words make the same line, which then can't be read back.
  ///
  /// After Sardinas and Patterson (1953): two spellings are followed in parallel, one `lead`
  /// characters ahead of the other, from every first difference on; exact, because leads are
  /// endings of words and so finitely many.
  boolean isAmbiguous() {
    Set<Ahead> seen = new HashSet<>();
    Deque<Ahead> open = new ArrayDeque<>();
    for (int s = 0; s < slots.size(); s++) {
      Slot slot = slots.get(s);
      if (slot.numbers().size() < slot.words().size()) {
        return true;
      }
      for (String word : slot.words()) {
        for (int cut = 0; cut < word.length(); cut++) {
          if (slot.numbers().containsKey(word.substring(0, cut))) {
            push(new Ahead(s + 1, s + 1, word.substring(cut)), seen, open);
          }
        }
      }
    }
    while (!open.isEmpty()) {
      Ahead state = open.pop();
      int n = slots.size();
      if (state.ahead() == n && state.behind() == n) {
        if (state.lead().isEmpty()) {
          return true;
        }
        continue;
      }
      Ahead turned = state;
      if (state.behind() == n) {
        if (!state.lead().isEmpty()) {
          continue;
        }
        turned = new Ahead(/* ahead= */ state.behind(), /* behind= */ state.ahead(), "");
      }
      for (String word : slots.get(turned.behind()).words()) {
        if (word.startsWith(turned.lead())) {
          push(
              new Ahead(
                  turned.behind() + 1, turned.ahead(), word.substring(turned.lead().length())),
              seen,
              open);
        } else if (turned.lead().startsWith(word)) {
          push(
              new Ahead(
                  turned.ahead(), turned.behind() + 1, turned.lead().substring(word.length())),
              seen,
              open);
        }
      }
    }
    return false;
  }

  private static void push(Ahead state, Set<Ahead> seen, Deque<Ahead> open) {
    if (seen.add(state)) {
      open.push(state);
    }
  }

  /// The names of the slots that are no literals.
  List<String> names() {
    List<String> names = new ArrayList<>();
    slots.stream().map(Slot::name).filter(name -> !name.isEmpty()).forEach(names::add);
    return names;
  }
}
