package org.jobtrail.extract.pseudonym;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.career.Language;

/// A text without what identifies a person, and the way back.
///
/// Typed placeholders (`[NAME_1]`, `[EMAIL_1]`, `[PHONE_1]`, `[ADDRESS_1]`, `[LINK_1]`,
/// `[BIRTH_DATE_1]`, `[NUMBER_1]`) stand for names, addresses and numbers, the same for the same
/// value. Titles, employers, job dates and places of jobs stay. A document is pseudonymised whole
/// and cut afterwards: a number means the same value in every part. No replacement crosses the end
/// of a line, so the lines stay as they were.
public final class Pseudonyms {
  private final String text;
  private final List<Replacement> replacements;
  private final Placeholders placeholders;

  private Pseudonyms(String text, List<Replacement> replacements, Placeholders placeholders) {
    this.text = text;
    this.replacements = replacements;
    this.placeholders = placeholders;
  }

  /// @param visibleText a whole document, linear time whatever it holds
  /// @param language of the document, or undetermined
  public static Pseudonyms of(String visibleText, Language language) {
    Placeholders placeholders = new Placeholders(visibleText);
    List<Replacement> replacements = new ArrayList<>();
    StringBuilder out = new StringBuilder(visibleText.length());
    int copied = 0;
    for (Found found : Identifiers.in(visibleText, language)) {
      String placeholder =
          placeholders.of(found.kind(), visibleText.substring(found.start(), found.end()));
      replacements.add(new Replacement(found.start(), found.end(), found.kind(), placeholder));
      out.append(visibleText, copied, found.start()).append(placeholder);
      copied = found.end();
    }
    out.append(visibleText, copied, visibleText.length());
    return new Pseudonyms(out.toString(), List.copyOf(replacements), placeholders);
  }

  /// The text that may leave the machine.
  public String text() {
    return text;
  }

  /// What was replaced, in the order of the text.
  public List<Replacement> replacements() {
    return replacements;
  }

  /// Any string of a reply with the originals put back.
  ///
  /// Small letters, missing brackets, and spaces or dashes for the underscore are understood, and a
  /// missing number when there is one value of the kind; what the original text itself held stays.
  public String restore(String reply) {
    return placeholders.restore(reply);
  }
}
