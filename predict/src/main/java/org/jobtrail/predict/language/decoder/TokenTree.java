package org.jobtrail.predict.language.decoder;

import java.util.ArrayList;
import java.util.List;

/// Continuations of a prefix as a trie: a node is a token after those of its ancestors. Its arrays
/// are shared, nobody may change them.
///
/// Only inner nodes go through the network: a leaf's token is scored from its parent's state. Those
/// are cut into blocks of some size, each closed under ancestors, so that no node has to look past
/// its block and the cost of attention grows with the nodes, not with their square; ancestors that
/// several blocks need stand in each of them.
public final class TokenTree {
  private static final int ROOT = -1;

  private final int[] tokens;
  private final int[] parents;
  private final int[] depths;
  private final int inner;

  /// The inner node in each place of the blocks, block after block; `ROOT` for filler.
  private final int[] places;

  /// Of each inner node, where its state is found; unused for leaves.
  private final int[] placeOf;

  private final int block;

  /// @param tokens of each node
  /// @param parents index of each node's parent, before the node's own; −1 for the first tokens
  /// @throws IllegalArgumentException when a parent is not before its child, or two children of a
  ///     node have the same token
  public TokenTree(int[] tokens, int[] parents) {
    this(tokens, parents, 64);
  }

  TokenTree(int[] tokens, int[] parents, int most) {
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
    boolean[] hasChild = new boolean[n];
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
        hasChild[parent] = true;
      }
    }
    List<List<Integer>> blocks = blocks(hasChild, most);
    block = blocks.stream().mapToInt(List::size).max().orElse(0);
    places = new int[blocks.size() * block];
    java.util.Arrays.fill(places, ROOT);
    placeOf = new int[n];
    int count = 0;
    boolean[] placed = new boolean[n];
    for (int b = 0; b < blocks.size(); b++) {
      List<Integer> nodes = blocks.get(b);
      for (int k = 0; k < nodes.size(); k++) {
        int node = nodes.get(k);
        places[b * block + k] = node;
        if (!placed[node]) {
          placed[node] = true;
          placeOf[node] = b * block + k;
          count++;
        }
      }
    }
    inner = count;
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

  /// Inner nodes in depth-first order, cut where a block is full; a new block begins with the
  /// ancestors of its first node.
  private List<List<Integer>> blocks(boolean[] hasChild, int most) {
    int n = tokens.length;
    List<List<Integer>> children = new ArrayList<>();
    for (int i = 0; i <= n; i++) {
      children.add(new ArrayList<>());
    }
    for (int i = 0; i < n; i++) {
      if (hasChild[i]) {
        children.get(parents[i] + 1).add(i);
      }
    }
    List<List<Integer>> blocks = new ArrayList<>();
    java.util.ArrayDeque<Integer> todo = new java.util.ArrayDeque<>(children.getFirst().reversed());
    while (!todo.isEmpty()) {
      int node = todo.pop();
      if (blocks.isEmpty() || blocks.getLast().size() >= Math.max(most, 2 * (depths[node] + 1))) {
        List<Integer> fresh = new ArrayList<>();
        for (int a = parents[node]; a != ROOT; a = parents[a]) {
          fresh.addFirst(a);
        }
        blocks.add(fresh);
      }
      blocks.getLast().add(node);
      children.get(node + 1).reversed().forEach(todo::push);
    }
    return blocks;
  }

  /// How many nodes there are.
  public int nodes() {
    return tokens.length;
  }

  /// How many of them are no leaves.
  public int innerNodes() {
    return inner;
  }

  /// How many go through the network: the inner ones, ancestors of several blocks in each, filler.
  int placed() {
    return places.length;
  }

  int blockSize() {
    return block;
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

  /// The node in a place, below 0 for filler.
  int node(int place) {
    return places[place];
  }

  /// The place of an inner node.
  int place(int node) {
    return placeOf[node];
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
