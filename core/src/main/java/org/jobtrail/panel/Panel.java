package org.jobtrail.panel;

import java.util.List;

/// People and what their numbers mean, divided into those to train on, to choose by and to judge.
///
/// @param name what the panel is called in reports
/// @param people in the order of their ids
/// @param splits of each person, in the order of the people; empty when it was never split
public record Panel(String name, PanelSchema schema, List<PanelPerson> people, List<Split> splits) {
  public Panel {
    people = List.copyOf(people);
    splits = List.copyOf(splits);
    if (!splits.isEmpty() && splits.size() != people.size()) {
      throw new IllegalArgumentException(
          splits.size() + " splits for " + people.size() + " people of " + name);
    }
  }

  public boolean isSplit() {
    return !splits.isEmpty();
  }

  /// The people of a part.
  ///
  /// @throws IllegalStateException when the panel was never split
  public List<PanelPerson> people(Split split) {
    if (!isSplit()) {
      throw new IllegalStateException(name + " was never split");
    }
    return java.util.stream.IntStream.range(0, people.size())
        .filter(i -> splits.get(i) == split)
        .mapToObj(people::get)
        .toList();
  }

  /// How many records all people have.
  public long records() {
    return people.stream().mapToLong(PanelPerson::size).sum();
  }
}
