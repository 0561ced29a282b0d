package org.jobtrail.ingest;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jobtrail.career.CareerDate;
import org.jobtrail.ingest.Ingested.Reason;
import org.jspecify.annotations.Nullable;

/// One part of an office document as XML events, under limits of depth and time.
///
/// Document types and outside entities are never followed. Damage ends the reading with
/// {@link Unfit}.
final class XmlEvents {
  private static final int DEEPEST = 2000;
  private static final XMLInputFactory XML = safeFactory();

  private final @Nullable XMLStreamReader xml;
  private final Deadline deadline;
  private int event;
  private int depth;
  private int events;

  /// @param bytes null for a part that is not there, which has no events
  XmlEvents(byte @Nullable [] bytes, Deadline deadline) {
    this.deadline = deadline;
    try {
      xml = bytes == null ? null : XML.createXMLStreamReader(new ByteArrayInputStream(bytes));
    } catch (XMLStreamException e) {
      throw damaged();
    }
  }

  /// A whole XML document, whose declared encoding no longer counts.
  static Tree tree(String text) throws XMLStreamException {
    return Tree.of(XML.createXMLStreamReader(new StringReader(text)));
  }

  private static XMLInputFactory safeFactory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setXMLResolver((_, _, _, _) -> new ByteArrayInputStream(new byte[0]));
    return factory;
  }

  /// Goes on to the next event.
  ///
  /// @return whether there is one
  boolean next() {
    try {
      if (xml == null || !xml.hasNext()) {
        return false;
      }
      event = xml.next();
    } catch (XMLStreamException e) {
      throw damaged();
    }
    if ((++events & 0xFFF) == 0) {
      deadline.check();
    }
    if (event == XMLStreamConstants.START_ELEMENT && ++depth > DEEPEST) {
      throw new Unfit(Reason.BROKEN, "nested too deeply to be read; save it again");
    }
    if (event == XMLStreamConstants.END_ELEMENT) {
      depth--;
    }
    return true;
  }

  /// Whether an element begins here.
  boolean starts() {
    return event == XMLStreamConstants.START_ELEMENT;
  }

  boolean ends() {
    return event == XMLStreamConstants.END_ELEMENT;
  }

  boolean isText() {
    return event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
  }

  /// Passes over the rest of the element that begins here, its end included.
  void skip() {
    int outer = depth - 1;
    while (depth > outer && next()) {}
  }

  private XMLStreamReader here() {
    if (xml == null) {
      throw new IllegalStateException("a part that is not there has no events");
    }
    return xml;
  }

  /// Of the element that begins or ends here, without its prefix.
  String name() {
    return here().getLocalName();
  }

  /// Empty when there is none.
  String namespace() {
    String uri = here().getNamespaceURI();
    return uri == null ? "" : uri;
  }

  /// By local name; empty when there is none.
  String attribute(String name) {
    for (int i = 0; i < here().getAttributeCount(); i++) {
      if (here().getAttributeLocalName(i).equals(name)) {
        String value = here().getAttributeValue(i);
        return value == null ? "" : value;
      }
    }
    return "";
  }

  String text() {
    return here().getText();
  }

  /// The text of the element that begins here, whose end is then reached.
  String elementText() {
    try {
      String text = here().getElementText();
      depth--;
      return text;
    } catch (XMLStreamException e) {
      throw damaged();
    }
  }

  /// The date that a part with metadata states.
  ///
  /// @param modified name of the element with the last change, which counts before the other
  /// @param created name of the element with the creation
  CareerDate date(String modified, String created) {
    CareerDate found = CareerDate.unknown();
    while (next()) {
      if (starts() && (name().equals(modified) || name().equals(created))) {
        boolean decides = name().equals(modified);
        CareerDate date = DocumentDates.of(elementText());
        if (decides && !(date instanceof CareerDate.Unknown)) {
          return date;
        }
        found = date;
      }
    }
    return found;
  }

  private static Unfit damaged() {
    return new Unfit(
        Reason.BROKEN, "its XML is damaged; open it in a word processor and save it again");
  }
}
