package org.jobtrail.normalise;

import java.util.List;
import org.jobtrail.taxonomy.OccupationCode;

/// A normaliser that also answers with sets of nodes, as small as it dares.
public interface SetNormaliser extends Normaliser {
  /// Whether sets can be asked for: not where nothing was calibrated.
  default boolean hasSets() {
    return true;
  }

  /// For each query, in their order, nodes of which one holds the true occupation with about the
  /// probability asked for: occupations, or ISCO-08 groups with all that is below them.
  ///
  /// @param coverage in `(0, 1)`
  List<List<OccupationCode>> sets(List<TitleQuery> queries, double coverage);
}
