package org.jobtrail.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Named values inside named values, read from JSON or XML alike: an object's fields and an
/// element's children become children, a list becomes several children of one name.
final class Tree {
  private static final int DEEPEST = 200;
  private static final Tree NOTHING = new Tree("");

  private final String name;
  private final List<Tree> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private Tree(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /// The value itself, without that of children.
  String text() {
    return text.toString().strip();
  }

  List<Tree> children() {
    return children;
  }

  boolean isNothing() {
    return children.isEmpty() && text.isEmpty();
  }

  /// The first child of that name, looked for level by level along the path; an empty tree if none.
  Tree at(String... path) {
    Tree at = this;
    for (String step : path) {
      Tree found = NOTHING;
      for (Tree child : at.children) {
        if (child.name.equalsIgnoreCase(step)) {
          found = child;
          break;
        }
      }
      at = found;
    }
    return at;
  }

  /// The first non-empty text at one of the names.
  String first(String... names) {
    for (String one : names) {
      String value = at(one).text();
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  List<Tree> all(String childName) {
    List<Tree> found = new ArrayList<>();
    for (Tree child : children) {
      if (child.name.equalsIgnoreCase(childName)) {
        found.add(child);
      }
    }
    return found;
  }

  /// Every descendant of that name, in order.
  List<Tree> everywhere(String childName) {
    List<Tree> found = new ArrayList<>();
    collect(childName, found);
    return found;
  }

  private void collect(String childName, List<Tree> found) {
    for (Tree child : children) {
      if (child.name.equalsIgnoreCase(childName)) {
        found.add(child);
      }
      child.collect(childName, found);
    }
  }

  /// All texts, for telling the language.
  void allText(StringBuilder out) {
    if (!text.isEmpty()) {
      out.append(text).append('\n');
    }
    for (Tree child : children) {
      child.allText(out);
    }
  }

  /// The parser stands before the first token.
  static Tree of(JsonParser parser) throws IOException {
    Tree root = new Tree("");
    parser.nextToken();
    add(root, "", parser, 0);
    return root.children.isEmpty() ? root : root.children.getFirst();
  }

  private static void add(Tree parent, String name, JsonParser parser, int depth)
      throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("nested too deeply");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() == null) {
          throw new IOException("ends within a list");
        }
        add(parent, name, parser, depth + 1);
      }
      return;
    }
    Tree tree = new Tree(name);
    parent.children.add(tree);
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        add(tree, field, parser, depth + 1);
      }
    } else if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      tree.text.append(parser.getText());
    }
  }

  static Tree of(XMLStreamReader xml) throws XMLStreamException {
    List<Tree> path = new ArrayList<>(List.of(new Tree("")));
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          Tree tree = new Tree(xml.getLocalName());
          for (int i = 0; i < xml.getAttributeCount(); i++) {
            Tree attribute = new Tree(xml.getAttributeLocalName(i));
            attribute.text.append(xml.getAttributeValue(i));
            tree.children.add(attribute);
          }
          path.getLast().children.add(tree);
          path.add(tree);
          if (path.size() > DEEPEST) {
            throw new XMLStreamException("nested too deeply");
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            path.getLast().text.append(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> path.removeLast();
        default -> {}
      }
    }
    Tree root = path.getFirst();
    return root.children.isEmpty() ? root : root.children.getFirst();
  }
}
