package org.jobtrail.predict.language.decoder;

import java.util.ArrayList;
import java.util.List;

/// Continuations of a prefix as a trie: a node is a token after those of its ancestors. Its arrays
/// are shared, nobody may change them.
///
/// Only inner nodes go through the network: a leaf's token is scored from its parent's state.
public final class TokenTree {
  private static final int ROOT = -1;

  private final int[] tokens;
  private final int[] parents;
  private final int[] depths;
  private final int inner;

  /// Below each node, and first those that no other has.
  private final List<List<Integer>> children = new ArrayList<>();

  /// Inner nodes below each first token, itself first, in depth-first order.
  private final List<List<Integer>> branches = new ArrayList<>();

  /// @param tokens of each node
  /// @param parents index of each node's parent, before the node's own; −1 for the first tokens
  /// @throws IllegalArgumentException when a parent is not before its child, or two children of a
  ///     node have the same token
  public TokenTree(int[] tokens, int[] parents) {
    if (tokens.length != parents.length || tokens.length == 0) {
      throw new IllegalArgumentException(
          "a tree needs a token and a parent for each node, found "
              + tokens.length
              + " and "
              + parents.length);
    }
    this.tokens = tokens;
    this.parents = parents;
    int n = tokens.length;
    depths = new int[n];
    children.add(new ArrayList<>());
    java.util.Set<Long> seen = new java.util.HashSet<>();
    for (int i = 0; i < n; i++) {
      int parent = parents[i];
      if (parent < ROOT || parent >= i) {
        throw new IllegalArgumentException(
            "node " + i + " has the parent " + parent + ", it must be before it");
      }
      if (!seen.add(((long) parent << 32) | tokens[i])) {
        throw new IllegalArgumentException(
            "two nodes below " + parent + " have the token " + tokens[i]);
      }
      if (parent != ROOT) {
        depths[i] = depths[parent] + 1;
      }
      children.add(new ArrayList<>());
      children.get(parent + 1).add(i);
    }
    int count = 0;
    for (int first : children.getFirst()) {
      branches.add(branch(first));
      count += branches.getLast().size();
    }
    inner = count;
  }

  private List<Integer> branch(int first) {
    List<Integer> branch = new ArrayList<>();
    java.util.ArrayDeque<Integer> todo = new java.util.ArrayDeque<>();
    todo.push(first);
    while (!todo.isEmpty()) {
      int node = todo.pop();
      if (!children(node).isEmpty()) {
        branch.add(node);
        children(node).reversed().forEach(todo::push);
      }
    }
    return branch;
  }

  /// A tree of sequences; what two begin with alike is shared.
  ///
  /// @param ends gets for each sequence the node it ends in
  public static TokenTree of(List<int[]> sequences, int[] ends) {
    java.util.Map<Long, Integer> nodes = new java.util.HashMap<>();
    int most = sequences.stream().mapToInt(s -> s.length).sum();
    int[] tokens = new int[most];
    int[] parents = new int[most];
    int count = 0;
    for (int s = 0; s < sequences.size(); s++) {
      int at = ROOT;
      for (int token : sequences.get(s)) {
        Integer next = nodes.putIfAbsent(((long) at << 32) | token, count);
        if (next == null) {
          tokens[count] = token;
          parents[count] = at;
          next = count++;
        }
        at = next;
      }
      if (at == ROOT) {
        throw new IllegalArgumentException("sequence " + s + " has no token");
      }
      ends[s] = at;
    }
    return new TokenTree(
        java.util.Arrays.copyOf(tokens, count), java.util.Arrays.copyOf(parents, count));
  }

  /// How many nodes there are.
  public int nodes() {
    return tokens.length;
  }

  /// How many of them are no leaves.
  public int innerNodes() {
    return inner;
  }

  /// Nodes below one; below −1 the first tokens.
  List<Integer> children(int node) {
    return children.get(node + 1);
  }

  /// Inner nodes of the branch that begins with the first token of this number, in depth-first
  /// order; empty if that is a leaf.
  List<Integer> innerNodes(int number) {
    return branches.get(number);
  }

  public int[] tokens() {
    return tokens;
  }

  public int[] parents() {
    return parents;
  }

  /// How far a node is below the first tokens.
  int depth(int node) {
    return depths[node];
  }

  /// The sum of a node's log probability and those of its ancestors, for every node.
  ///
  /// @param scores each node's own, given its ancestors
  public double[] totals(float[] scores) {
    double[] totals = new double[scores.length];
    for (int i = 0; i < totals.length; i++) {
      totals[i] = scores[i] + (parents[i] == ROOT ? 0 : totals[parents[i]]);
    }
    return totals;
  }
}
