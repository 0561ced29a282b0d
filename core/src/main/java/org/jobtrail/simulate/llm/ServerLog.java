package org.jobtrail.simulate.llm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Every request that ended, kept and written line by line. Safe for use by several threads.
final class ServerLog implements Closeable {
  private final List<LogEntry> entries = new ArrayList<>();
  private final @Nullable BufferedWriter out;

  ServerLog(@Nullable Path file) throws IOException {
    if (file != null && file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    out = file == null ? null : Files.newBufferedWriter(file);
  }

  synchronized void add(LogEntry entry) throws IOException {
    entries.add(entry);
    if (out != null) {
      out.write(entry.json().toString());
      out.write('\n');
      out.flush();
    }
  }

  synchronized List<LogEntry> entries() {
    return List.copyOf(entries);
  }

  /// What a bench prints.
  ObjectNode summary(SlotMeter meter) {
    List<LogEntry> all = entries();
    SortedMap<String, Integer> statuses = new TreeMap<>();
    SortedMap<String, Integer> faults = new TreeMap<>();
    Map<String, Integer> deliveries = new HashMap<>();
    int delivered = 0;
    int inventions = 0;
    long prompt = 0;
    long completion = 0;
    for (LogEntry entry : all) {
      statuses.merge(String.valueOf(entry.status()), 1, Integer::sum);
      entry.faults().forEach(f -> faults.merge(f.word(), 1, Integer::sum));
      if (entry.delivered()) {
        delivered++;
        deliveries.merge(entry.hash(), 1, Integer::sum);
      }
      inventions += entry.inventions().size();
      prompt += entry.promptTokens();
      completion += entry.completionTokens();
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("requests", all.size())
        .put("delivered", delivered)
        .put("repeated_deliveries", delivered - deliveries.size())
        .put("inventions", inventions)
        .put("prompt_tokens", prompt)
        .put("completion_tokens", completion)
        .put("slots_busy", meter.busy())
        .put("slots_peak", meter.peak())
        .put("slots_mean", Math.round(meter.mean() * 1000) / 1000.0)
        .put("seconds", Math.round(meter.seconds() * 1000) / 1000.0);
    ObjectNode byStatus = json.putObject("statuses");
    statuses.forEach(byStatus::put);
    ObjectNode byFault = json.putObject("faults");
    faults.forEach(byFault::put);
    return json;
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
