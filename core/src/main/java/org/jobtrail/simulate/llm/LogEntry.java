package org.jobtrail.simulate.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of one request for a completion.
///
/// @param hash SHA-256 of the messages; empty when the request held none that can be read
/// @param documentId null when no document was recognised, or none was looked for
/// @param ask how often these messages were asked, this time included; 0 when they were not read
/// @param status of HTTP; 0 when the connection was reset before any was sent
/// @param fence whether the text stood between true fence lines: `true`, `false` or `none`
/// @param delivered whether every byte was handed to the network, with status 200 and no error
/// @param promptTokens billed, 0 for a request that failed
/// @param completionTokens billed, 0 for a request that failed
/// @param inFlight requests being served when this one began, itself included
public record LogEntry(
    String hash,
    @Nullable String documentId,
    int ask,
    int status,
    String fence,
    List<Fault> faults,
    List<Invention> inventions,
    boolean delivered,
    int promptTokens,
    int completionTokens,
    long ms,
    int inFlight) {
  public LogEntry {
    faults = List.copyOf(faults);
    inventions = List.copyOf(inventions);
  }

  ObjectNode json() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("request", hash)
        .put("document", documentId)
        .put("ask", ask)
        .put("status", status)
        .put("fence", fence);
    ArrayNode words = line.putArray("faults");
    faults.forEach(f -> words.add(f.word()));
    ArrayNode made = line.putArray("inventions");
    inventions.forEach(
        i -> made.addObject().put("field", i.field().word()).put("value", i.value()));
    return line.put("delivered", delivered)
        .put("prompt_tokens", promptTokens)
        .put("completion_tokens", completionTokens)
        .put("ms", ms)
        .put("in_flight", inFlight);
  }
}
