package org.jobtrail.analyse;

import java.util.List;

/// A chapter of the report.
///
/// @param text plain sentences on definition and policy
public record Section(String title, String text, List<Exhibit> exhibits) {
  public Section {
    exhibits = List.copyOf(exhibits);
  }
}
