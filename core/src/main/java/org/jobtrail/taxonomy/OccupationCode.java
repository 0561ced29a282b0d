package org.jobtrail.taxonomy;

/// An occupation or ISCO group, with the version of the taxonomy that defines it.
///
/// @param uri ESCO's concept URI, such as `http://data.europa.eu/esco/occupation/...` or
///     `http://data.europa.eu/esco/isco/C2511`
/// @param code dotted ESCO code (`2511.4`) or ISCO-08 group (`2511`): text, so `2131.10` is not
///     `2131.1` and leading zeros stay
/// @param iscoGroup ISCO-08 unit group, four digits
/// @param taxonomy name and version, such as `ESCO 1.2.0` or `starter 1`
public record OccupationCode(String uri, String code, String iscoGroup, String taxonomy) {
  public OccupationCode {
    if (!iscoGroup.matches("\\d{1,4}")) {
      throw new IllegalArgumentException(
          "an ISCO-08 group has one to four digits, found \"" + iscoGroup + '"');
    }
  }
}
