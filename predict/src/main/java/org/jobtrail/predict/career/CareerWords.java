package org.jobtrail.predict.career;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jobtrail.panel.PanelSchema;

/// Careers as the command line has them: `1999:Cashiers,2000:275` and `sex=F,education=college`.
public final class CareerWords {
  private CareerWords() {}

  /// A comma or semicolon parts records only where a period and a colon follow, for titles have
  /// commas too.
  ///
  /// @throws IllegalArgumentException for text that is no history
  public static List<AskedCareer.Past> history(PanelSchema schema, String text) {
    List<AskedCareer.Past> past = new ArrayList<>();
    if (text.isBlank()) {
      return past;
    }
    for (String part : text.strip().split("[,;]\\s*(?=\\d{4}(?:-?Q[1-4])?\\s*:)", -1)) {
      int colon = part.indexOf(':');
      if (colon < 0 || part.substring(colon + 1).isBlank()) {
        throw new IllegalArgumentException(
            "\"" + part + "\" is no record; write PERIOD:OUTCOME, such as 1999:275");
      }
      past.add(
          new AskedCareer.Past(
              AskedCareer.period(schema, part.substring(0, colon)),
              part.substring(colon + 1),
              Map.of()));
    }
    return past;
  }

  /// @throws IllegalArgumentException for text that is no list of name and level
  public static Map<String, String> covariates(String text) {
    Map<String, String> covariates = new LinkedHashMap<>();
    if (text.isBlank()) {
      return covariates;
    }
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "\"" + part + "\" is no covariate; write NAME=LEVEL, such as sex=F");
      }
      covariates.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    return covariates;
  }
}
