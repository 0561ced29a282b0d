package org.jobtrail.simulate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/// What one made-up résumé says about who wrote it, word for word: what pseudonymisation must find.
///
/// @param addresses street and town, as on their line
/// @param birthDates without the label before them
/// @param nationalNumbers none of today's résumés has one, nor a link
record PersonalDetails(
    String id,
    List<String> names,
    List<String> emails,
    List<String> phones,
    List<String> addresses,
    List<String> links,
    @JsonProperty("birth_dates") List<String> birthDates,
    @JsonProperty("national_numbers") List<String> nationalNumbers) {
  static final String FILE = "personal.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();

  static PersonalDetails of(String id, Content content) {
    Content.Contact contact = content.contact();
    return new PersonalDetails(
        id,
        List.of(content.name()),
        List.of(contact.email()),
        List.of(contact.phone()),
        List.of(contact.address()),
        List.of(),
        contact.birthDate().isEmpty() ? List.of() : List.of(contact.birthDate()),
        List.of());
  }

  /// One line of the file, without the line break.
  String json() throws IOException {
    return JSON.writeValueAsString(this);
  }
}
