package org.jobtrail.predict.language.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jobtrail.provenance.JobtrailException;

/// All titles' tokens in one tree, so that a beginning that titles share is scored once.
///
/// Nodes are numbered by depth, then as their parents, then by token: a parent always comes before
/// its children. The root, −1, is the prefix before the title and no node. Titles end in a line
/// end, so that each has a leaf of its own.
public final class TitleTrie {
  private final int[] tokens;
  private final int[] parents;
  private final int[] depths;
  private final int[] leaves;

  private TitleTrie(int[] tokens, int[] parents, int[] depths, int[] leaves) {
    this.tokens = tokens;
    this.parents = parents;
    this.depths = depths;
    this.leaves = leaves;
  }

  private static final class Node {
    final TreeMap<Integer, Node> children = new TreeMap<>();
    int title = -1;
    int number = -1;
  }

  /// @param sequences `[titles][tokens]`, line ends included
  /// @param names of the titles, for errors
  /// @throws JobtrailException.Usage if a title has no token, or one title's tokens are those of
  ///     another or their beginning: then the tokenizer can't tell them apart
  public static TitleTrie of(List<int[]> sequences, List<String> names) {
    Node root = new Node();
    List<Node> ends = new ArrayList<>();
    for (int k = 0; k < sequences.size(); k++) {
      int[] sequence = sequences.get(k);
      if (sequence.length == 0) {
        throw new JobtrailException.Usage(
            "title \"" + names.get(k) + "\" has no token of its own with this tokenizer");
      }
      Node node = root;
      for (int token : sequence) {
        if (node.title >= 0) {
          throw alike(names.get(node.title), names.get(k));
        }
        node = node.children.computeIfAbsent(token, _ -> new Node());
      }
      if (node.title >= 0 || !node.children.isEmpty()) {
        throw alike(names.get(k), names.get(anyTitle(node)));
      }
      node.title = k;
      ends.add(node);
    }
    return numbered(root, ends);
  }

  private static int anyTitle(Node node) {
    return node.title >= 0 ? node.title : anyTitle(node.children.firstEntry().getValue());
  }

  private static JobtrailException.Usage alike(String title, String other) {
    return new JobtrailException.Usage(
        "this tokenizer can't tell the titles \""
            + title
            + "\" and \""
            + other
            + "\" apart: the tokens of the one are those of the other or their beginning");
  }

  private static TitleTrie numbered(Node root, List<Node> ends) {
    Tokens tokens = new Tokens();
    Tokens parents = new Tokens();
    Tokens depths = new Tokens();
    List<Node> level = List.of(root);
    for (int depth = 0; !level.isEmpty(); depth++) {
      List<Node> next = new ArrayList<>();
      for (Node parent : level) {
        for (var child : parent.children.entrySet()) {
          child.getValue().number = tokens.size();
          tokens.add(child.getKey());
          parents.add(parent.number);
          depths.add(depth);
          next.add(child.getValue());
        }
      }
      level = next;
    }
    int[] leaves = ends.stream().mapToInt(node -> node.number).toArray();
    return new TitleTrie(tokens.toArray(), parents.toArray(), depths.toArray(), leaves);
  }

  /// How many nodes there are, the root not counted.
  public int size() {
    return tokens.length;
  }

  /// How many titles there are.
  public int titles() {
    return leaves.length;
  }

  public int token(int node) {
    return tokens[node];
  }

  /// −1 for a child of the root; always less than the node.
  public int parent(int node) {
    return parents[node];
  }

  /// 0 for a child of the root.
  public int depth(int node) {
    return depths[node];
  }

  /// Where a title ends.
  public int leaf(int title) {
    return leaves[title];
  }

  /// Tokens of the longest title.
  public int height() {
    return depths.length == 0 ? 0 : depths[depths.length - 1] + 1;
  }

  /// A title's tokens from the root to its leaf.
  public int[] path(int title) {
    int[] path = new int[depths[leaves[title]] + 1];
    for (int node = leaves[title], i = path.length - 1; node >= 0; node = parents[node], i--) {
      path[i] = tokens[node];
    }
    return path;
  }

  /// Copies of the flat arrays: `[nodes]` tokens.
  public int[] tokens() {
    return tokens.clone();
  }

  /// `[nodes]` parents, −1 for children of the root.
  public int[] parents() {
    return parents.clone();
  }

  /// `[nodes]` depths, rising.
  public int[] depths() {
    return depths.clone();
  }

  /// `[titles]` leaves.
  public int[] leaves() {
    return leaves.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TitleTrie t
        && Arrays.equals(tokens, t.tokens)
        && Arrays.equals(parents, t.parents)
        && Arrays.equals(leaves, t.leaves);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tokens) * 31 + Arrays.hashCode(leaves);
  }

  @Override
  public String toString() {
    return leaves.length + " titles, " + tokens.length + " nodes";
  }
}
