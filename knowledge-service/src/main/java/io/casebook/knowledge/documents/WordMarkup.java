package io.casebook.knowledge.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Namespace;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;

/**
 * Makes the markup of a Word document simple enough for its parser, which passes over what stands in content controls and text boxes: what
 * is around text is taken away, text boxes come behind the paragraph that they hang on. What has words and no place in an article is
 * refused, so that no document is read in part.
 */
final class WordMarkup {
    /** Taken away, and their content kept: controls, marks of other programs, tracked additions, alternatives. */
    private static final Set<String> AROUND =
            Set.of("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice");

    /** Taken away with their content: properties of those, tracked deletions, and alternatives for old programs. */
    private static final Set<String> AWAY =
            Set.of("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "del", "moveFrom", "Fallback");

    /** What is refused, with its name for people. */
    private static final Map<String, String> UNREAD = Map.of(
            "altChunk", "a part that was inserted from another file",
            "subDoc", "a part that stands in another file",
            "chart", "a chart",
            "relIds", "a diagram",
            "oMath", "a formula",
            "OLEObject", "an embedded object");

    private static final XMLEventFactory EVENTS = XMLEventFactory.newDefaultFactory();

    private enum Way {
        WRITTEN,
        TAKEN_AWAY,
        TEXT_BOX
    }

    private final List<XMLEvent> boxes = new ArrayList<>();
    private final Deque<Way> ways = new ArrayDeque<>();
    private final List<Namespace> namespaces = new ArrayList<>();
    private final XMLEventWriter out;
    private int away;
    private int inBox;
    private int paragraphs;

    private WordMarkup(XMLEventWriter out) {
        this.out = out;
    }

    /**
     * The markup without what stands around text.
     *
     * @throws UnreadableDocumentException if there is something in it that cannot be read
     * @throws IOException if it is no XML
     */
    static byte[] simple(byte[] xml) throws IOException, UnreadableDocumentException {
        var in = XMLInputFactory.newDefaultFactory();
        in.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        in.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var bytes = new ByteArrayOutputStream(xml.length);
        try {
            var events = in.createXMLEventReader(new ByteArrayInputStream(xml));
            var markup = new WordMarkup(
                    XMLOutputFactory.newDefaultFactory().createXMLEventWriter(bytes, StandardCharsets.UTF_8.name()));
            while (events.hasNext()) {
                markup.event(events.nextEvent());
            }
            markup.out.close();
        } catch (XMLStreamException e) {
            throw new IOException("no XML", e);
        }
        return bytes.toByteArray();
    }

    private void event(XMLEvent event) throws XMLStreamException, UnreadableDocumentException {
        if (away > 0) {
            away += event.isStartElement() ? 1 : event.isEndElement() ? -1 : 0;
        } else if (event.isStartElement()) {
            start(event.asStartElement());
        } else if (event.isEndElement()) {
            end(event);
        } else if (!event.isStartDocument()) {
            write(event);
        }
    }

    private void start(StartElement element) throws XMLStreamException, UnreadableDocumentException {
        var name = element.getName().getLocalPart();
        var unread = UNREAD.get(name);
        if (unread != null) {
            throw new UnreadableDocumentException(
                    "has %s in it, which cannot be read; write what it says as text".formatted(unread));
        }
        if (AWAY.contains(name)) {
            away = 1;
        } else if (AROUND.contains(name)) {
            ways.push(Way.TAKEN_AWAY);
            element.getNamespaces().forEachRemaining(namespaces::add);
        } else if (name.equals("txbxContent")) {
            ways.push(Way.TEXT_BOX);
            inBox++;
        } else {
            ways.push(Way.WRITTEN);
            paragraphs += name.equals("p") && isWord(element) && inBox == 0 ? 1 : 0;
            write(withNamespaces(element));
        }
    }

    private void end(XMLEvent event) throws XMLStreamException {
        switch (ways.pop()) {
            case TAKEN_AWAY -> {
                // It began without being written.
            }
            case TEXT_BOX -> inBox--;
            case WRITTEN -> {
                write(event);
                var name = event.asEndElement().getName();
                if (inBox == 0 && name.getLocalPart().equals("p") && isWord(name.getNamespaceURI())) {
                    paragraphs--;
                    writeBoxes();
                }
            }
        }
    }

    private void writeBoxes() throws XMLStreamException {
        if (paragraphs == 0) {
            for (var event : boxes) {
                out.add(event);
            }
            boxes.clear();
        }
    }

    private void write(XMLEvent event) throws XMLStreamException {
        if (inBox > 0) {
            boxes.add(event);
        } else {
            out.add(event);
        }
    }

    /** What was taken away may have told what prefixes within it stand for. */
    private XMLEvent withNamespaces(StartElement element) {
        if (namespaces.isEmpty()) {
            return element;
        }
        var all = new ArrayList<>(namespaces);
        element.getNamespaces().forEachRemaining(own -> {
            all.removeIf(each -> each.getPrefix().equals(own.getPrefix()));
            all.add(own);
        });
        return EVENTS.createStartElement(element.getName(), element.getAttributes(), all.iterator());
    }

    private static boolean isWord(StartElement element) {
        return isWord(element.getName().getNamespaceURI());
    }

    private static boolean isWord(String namespace) {
        return namespace.contains("wordprocessingml");
    }
}
