package org.jobtrail.normalise.confidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.OccupationCode;
import org.jobtrail.taxonomy.Taxonomy;

/// The hierarchy of a taxonomy as numbered nodes: major, sub-major, minor and unit groups,
/// occupations below their unit group, and an occupation `2431.10.3` below `2431.10` where that
/// is one.
///
/// Nodes are numbered so that every node comes after the one above it. Occupations that share a
/// code (ESCO's armed forces) lie side by side.
public final class ConceptTree {
  private final String taxonomy;
  private final List<OccupationCode> concepts = new ArrayList<>();
  private final Map<String, Integer> byUri = new HashMap<>();
  private final int[] parent;
  private final int[] depth;
  private final int[] major;
  private final int[] coded;
  private final boolean[] group;
  private final boolean[] unit;
  private final List<Integer> majors = new ArrayList<>();
  private final Map<String, Integer> groups = new HashMap<>();

  private ConceptTree(Taxonomy taxonomy) {
    this.taxonomy = taxonomy.name();
    List<Concept> sorted =
        taxonomy.concepts().stream()
            .sorted(
                Comparator.comparing(Concept::kind)
                    .thenComparing(c -> dots(c.occupation().code()))
                    .thenComparing(c -> c.occupation().code())
                    .thenComparing(c -> c.occupation().uri()))
            .toList();
    Map<String, Integer> occupations = new HashMap<>();
    parent = new int[sorted.size()];
    depth = new int[sorted.size()];
    major = new int[sorted.size()];
    coded = new int[sorted.size()];
    group = new boolean[sorted.size()];
    unit = new boolean[sorted.size()];
    for (int node = 0; node < parent.length; node++) {
      OccupationCode code = sorted.get(node).occupation();
      boolean isGroup = sorted.get(node).kind() != Concept.Kind.OCCUPATION;
      concepts.add(code);
      byUri.put(code.uri(), node);
      parent[node] = isGroup ? above(code.code()) : above(code, occupations);
      depth[node] = parent[node] < 0 ? 1 : depth[parent[node]] + 1;
      major[node] = parent[node] < 0 ? node : major[parent[node]];
      if (parent[node] < 0) {
        majors.add(node);
      }
      unit[node] = sorted.get(node).kind() == Concept.Kind.UNIT_GROUP;
      group[node] = isGroup;
      if (isGroup) {
        groups.put(code.code(), node);
      } else if (dots(code.code()) > 0) {
        occupations.putIfAbsent(code.code(), node);
      }
    }
    for (Concept concept : taxonomy.coded()) {
      int node = byUri.getOrDefault(concept.occupation().uri(), -1);
      for (int at = node; at >= 0; at = parent[at]) {
        coded[at]++;
      }
    }
  }

  public static ConceptTree of(Taxonomy taxonomy) {
    return new ConceptTree(taxonomy);
  }

  private static int dots(String code) {
    return (int) code.chars().filter(c -> c == '.').count();
  }

  private int above(String group) {
    for (int end = group.length() - 1; end > 0; end--) {
      Integer node = groups.get(group.substring(0, end));
      if (node != null) {
        return node;
      }
    }
    return -1;
  }

  private int above(OccupationCode occupation, Map<String, Integer> occupations) {
    String code = occupation.code();
    for (int dot = code.lastIndexOf('.'); dot > 0; dot = code.lastIndexOf('.', dot - 1)) {
      Integer node = occupations.get(code.substring(0, dot));
      if (node != null) {
        return node;
      }
    }
    Integer group = groups.get(occupation.iscoGroup());
    return group != null ? group : above(occupation.iscoGroup());
  }

  /// Name and version of the taxonomy.
  public String taxonomy() {
    return taxonomy;
  }

  int size() {
    return parent.length;
  }

  /// @throws IllegalArgumentException when the taxonomy lacks the concept
  int node(OccupationCode concept) {
    Integer node = byUri.get(concept.uri());
    if (node == null) {
      throw new IllegalArgumentException(
          concept.uri() + " (" + concept.code() + ") is no concept of " + taxonomy);
    }
    return node;
  }

  OccupationCode concept(int node) {
    return concepts.get(node);
  }

  /// -1 above a major group.
  int parent(int node) {
    return parent[node];
  }

  /// 1 for a major group to 4 for a unit group, 5 and more for an occupation.
  int depth(int node) {
    return depth[node];
  }

  /// Whether it is a group of ISCO-08, not an occupation.
  boolean isGroup(int node) {
    return group[node];
  }

  boolean isUnit(int node) {
    return unit[node];
  }

  /// The unit group that it is or lies in; -1 for a larger group.
  int unit(int node) {
    for (int at = node; at >= 0; at = parent[at]) {
      if (unit[at]) {
        return at;
      }
    }
    return -1;
  }

  /// The topmost node above it, or itself.
  int major(int node) {
    return major[node];
  }

  /// The position of the topmost node above it among {@link #majors()}.
  int majorNumber(int node) {
    return majors.indexOf(major[node]);
  }

  List<Integer> majors() {
    return java.util.Collections.unmodifiableList(majors);
  }

  /// How many concepts that titles are coded to are the node or lie below it.
  int coded(int node) {
    return coded[node];
  }

  /// Whether the node is the other, or lies below it.
  boolean isWithin(int node, int above) {
    for (int at = node; at >= 0; at = parent[at]) {
      if (at == above) {
        return true;
      }
    }
    return false;
  }
}
