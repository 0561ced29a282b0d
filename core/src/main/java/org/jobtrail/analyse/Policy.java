package org.jobtrail.analyse;

/// Which consecutive pairs of spells count as transitions; every switch is stated in the report.
///
/// @param unknown what happens to spells without an occupation
/// @param dropDuplicates of spells with the same person, code, start and end only the first counts
/// @param dropSameQuarter pairs that start in one quarter go: their order is not known
/// @param dropSelf pairs with the same code on both sides go: only changes of occupation are left
public record Policy(
    Unknown unknown, boolean dropDuplicates, boolean dropSameQuarter, boolean dropSelf) {
  public static final Policy DEFAULT = new Policy(Unknown.DROP_PAIRS, true, true, false);

  /// What happens to spells whose occupation is unknown.
  public enum Unknown {
    /// They pair like any other spell, but have no ISCO group.
    KEEP,
    /// A pair with an unknown side goes; its neighbours are not joined.
    DROP_PAIRS,
    /// Unknown spells go before pairing, so that their neighbours become a pair.
    DROP_ROWS;

    /// As on the command line and in the SQL: `drop-pairs`.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
