package org.jobtrail.analyse.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jobtrail.analyse.chart.Svg.Anchor;

/// Flows from groups on the left to groups on the right, as wide as they are large (a Sankey
/// diagram).
///
/// @param flows largest first
public record Ribbons(Caption caption, List<Flow> flows, String left, String right) {
  public record Flow(String origin, String destination, long count) {}

  private static final double WIDTH = 720;
  private static final double TOP = 34;
  private static final double LABELS = 220;
  private static final double GAP = 12;

  public Ribbons {
    flows = List.copyOf(flows);
  }

  /// Where a group's bar stands and how much of it is already used.
  private static final class Stack {
    long total;
    double top;
    double used;
  }

  public String svg() {
    Map<String, Stack> origins = stacks(true);
    Map<String, Stack> destinations = stacks(false);
    long total = flows.stream().mapToLong(Flow::count).sum();
    int most = Math.max(origins.size(), destinations.size());
    double room = Math.max(260, most * 26.0);
    double scale = (room - GAP * (most - 1)) / Math.max(1, total);
    place(origins, scale, room);
    place(destinations, scale, room);
    Svg svg = new Svg(WIDTH, TOP + room + 16, caption);
    svg.text(LABELS, 16, Anchor.END, left, Svg.SOFT, 12);
    svg.text(WIDTH - LABELS, 16, Anchor.START, right, Svg.SOFT, 12);
    List<String> order = new ArrayList<>(origins.keySet());
    for (Flow flow : flows) {
      ribbon(svg, flow, origins, destinations, scale, order.indexOf(flow.origin));
    }
    origins.forEach(
        (name, stack) -> {
          svg.rect(LABELS + 6, stack.top, 8, stack.total * scale, Svg.INK);
          label(svg, LABELS, stack, name, scale, Anchor.END);
        });
    destinations.forEach(
        (name, stack) -> {
          svg.rect(WIDTH - LABELS - 14, stack.top, 8, stack.total * scale, Svg.INK);
          label(svg, WIDTH - LABELS, stack, name, scale, Anchor.START);
        });
    return svg.finish();
  }

  private static void label(
      Svg svg, double x, Stack stack, String name, double scale, Anchor anchor) {
    double y = stack.top + stack.total * scale / 2 + 4;
    svg.text(x, y, anchor, Svg.fit(name, 12, LABELS - 8), Svg.INK, 12);
  }

  private Map<String, Stack> stacks(boolean origin) {
    Map<String, Stack> stacks = new LinkedHashMap<>();
    for (Flow flow : flows) {
      String name = origin ? flow.origin : flow.destination;
      stacks.computeIfAbsent(name, _ -> new Stack()).total += flow.count;
    }
    return stacks;
  }

  private static void place(Map<String, Stack> stacks, double scale, double room) {
    double sum = stacks.values().stream().mapToLong(s -> s.total).sum() * scale;
    double gap = stacks.size() > 1 ? Math.min(40, (room - sum) / (stacks.size() - 1)) : 0;
    double y = TOP + (room - sum - gap * (stacks.size() - 1)) / 2;
    for (Stack stack : stacks.values()) {
      stack.top = y;
      y += stack.total * scale + gap;
    }
  }

  private static void ribbon(
      Svg svg,
      Flow flow,
      Map<String, Stack> origins,
      Map<String, Stack> destinations,
      double scale,
      int colour) {
    Stack origin = java.util.Objects.requireNonNull(origins.get(flow.origin));
    Stack destination = java.util.Objects.requireNonNull(destinations.get(flow.destination));
    double thick = flow.count * scale;
    double y1 = origin.top + origin.used + thick / 2;
    double y2 = destination.top + destination.used + thick / 2;
    origin.used += thick;
    destination.used += thick;
    double x1 = LABELS + 14;
    double x2 = WIDTH - LABELS - 14;
    double bend = (x1 + x2) / 2;
    String data =
        "M%s %sC%s %s %s %s %s %s"
            .formatted(
                Svg.number(x1),
                Svg.number(y1),
                Svg.number(bend),
                Svg.number(y1),
                Svg.number(bend),
                Svg.number(y2),
                Svg.number(x2),
                Svg.number(y2));
    svg.path(
        data,
        "fill=\"none\" stroke=\"%s\" stroke-opacity=\"0.55\" stroke-width=\"%s\""
            .formatted(Svg.series(colour), Svg.number(Math.max(0.8, thick))),
        flow.origin + " → " + flow.destination + ": " + Scale.label((double) flow.count));
  }
}
