package org.jobtrail.simulate.llm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A résumé that tries to make a language model say what the résumé doesn't tell a reader.
///
/// Not a record: arrays have no value equality.
public final class Attack {
  private final String id;
  private final String cleanId;
  private final String format;
  private final String kind;
  private final boolean hidden;
  private final String reason;
  private final String order;
  private final Payload payload;
  private final byte[] clean;
  private final byte[] attacked;

  /// @param id such as `attack-0017`
  /// @param cleanId of the simulated person
  /// @param kind how it is planted, such as `display-none` or `forged-fence`
  /// @param hidden whether no reader sees it
  /// @param reason ingest's word for why not; empty for visible attacks and for what is no text
  /// @param order what the planted words want, such as `add_en`, `drop_fr`, `json`
  Attack(
      String id,
      String cleanId,
      String format,
      String kind,
      boolean hidden,
      String reason,
      String order,
      Payload payload,
      byte[] clean,
      byte[] attacked) {
    this.id = id;
    this.cleanId = cleanId;
    this.format = format;
    this.kind = kind;
    this.hidden = hidden;
    this.reason = reason;
    this.order = order;
    this.payload = payload;
    this.clean = clean;
    this.attacked = attacked;
  }

  public String id() {
    return id;
  }

  public String cleanId() {
    return cleanId;
  }

  public String format() {
    return format;
  }

  public String kind() {
    return kind;
  }

  public boolean hidden() {
    return hidden;
  }

  public String reason() {
    return reason;
  }

  public String order() {
    return order;
  }

  public Payload payload() {
    return payload;
  }

  public byte[] clean() {
    return clean.clone();
  }

  public byte[] attacked() {
    return attacked.clone();
  }

  /// The file's name, the same for the clean document and the attacked one.
  public String fileName() {
    return id + '.' + format;
  }

  /// Its line of `attacks.jsonl`.
  ObjectNode json() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("id", id)
        .put("clean", cleanId)
        .put("format", format)
        .put("kind", kind)
        .put("visibility", hidden ? "hidden" : "visible")
        .put("reason", reason.isEmpty() ? null : reason)
        .put("order", order);
    line.putObject("payload")
        .put("title", payload.title())
        .put("employer", payload.employer())
        .put("start", payload.start())
        .put("end", payload.end());
    return line;
  }

  @Override
  public String toString() {
    return id + ' ' + format + ' ' + kind + ' ' + order + " on " + cleanId;
  }
}
