package org.jobtrail.simulate;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.career.EducationLevel;

/// What tells the sizes of occupations apart between people.
record Profile(Sex sex, EducationLevel education, Region region) {
  static Profile of(Person person) {
    return new Profile(person.sex(), person.education(), person.region());
  }

  static List<Profile> all() {
    List<Profile> all = new ArrayList<>();
    for (Sex sex : Sex.values()) {
      for (EducationLevel education : EducationLevel.values()) {
        for (Region region : Region.values()) {
          all.add(new Profile(sex, education, region));
        }
      }
    }
    return all;
  }

  int level() {
    return level(education);
  }

  /// 0 for none to 4 for a PhD.
  static int level(EducationLevel education) {
    return switch (education) {
      case NONE -> 0;
      case SECONDARY -> 1;
      case BACHELOR -> 2;
      case MASTER -> 3;
      case PHD -> 4;
    };
  }
}
