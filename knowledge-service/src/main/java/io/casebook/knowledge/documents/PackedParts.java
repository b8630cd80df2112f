package io.casebook.knowledge.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The parts of an office document, unpacked under a count before any parser sees them. What the archive says about their sizes is not
 * believed. Only parts of XML go on: pictures, fonts and the like have no text, and need not stand in memory.
 */
final class PackedParts {
    /** Most bytes of XML; in memory a tree of it takes some ten times as much. */
    static final int MAX_XML = 24 << 20;

    private static final int MAX_PARTS = 1_000;
    private static final Pattern TEXT = Pattern.compile("(?i)word/(?:document|footnotes|endnotes)\\d*\\.xml");
    private static final int PORTION = 1 << 16;

    private final Set<String> names = new HashSet<>();
    private long all;
    private long xml;

    private PackedParts() {}

    /**
     * The document with its parts of XML alone, not packed.
     *
     * @throws UnreadableDocumentException if the parts come to too much
     * @throws IOException if this is no archive, or a damaged one
     */
    static byte[] xml(byte[] document) throws IOException, UnreadableDocumentException {
        return new PackedParts().read(document);
    }

    private byte[] read(byte[] document) throws IOException, UnreadableDocumentException {
        var out = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(document));
                var zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (var part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
                if (!names.add(part.getName().toLowerCase(Locale.ROOT)) || names.size() > MAX_PARTS) {
                    throw new UnreadableDocumentException(
                            "has more than %d parts, or one of them twice; save it anew as .docx".formatted(MAX_PARTS));
                }
                if (isXml(part.getName())) {
                    var content = unpacked(in, true);
                    add(
                            zip,
                            part.getName(),
                            TEXT.matcher(part.getName()).matches() ? WordMarkup.simple(content) : content);
                } else {
                    unpacked(in, false);
                }
            }
        }
        return out.toByteArray();
    }

    private static boolean isXml(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".xml") || lower.endsWith(".rels");
    }

    private byte[] unpacked(InputStream in, boolean keep) throws IOException, UnreadableDocumentException {
        var kept = new ByteArrayOutputStream();
        var portion = new byte[PORTION];
        for (var count = in.read(portion); count >= 0; count = in.read(portion)) {
            all += count;
            xml += keep ? count : 0;
            if (all > Document.MAX_UNPACKED) {
                throw new UnreadableDocumentException("unpacks to more than %d MiB; it is damaged or made to harm"
                        .formatted(Document.MAX_UNPACKED >> 20));
            }
            if (xml > MAX_XML) {
                throw new UnreadableDocumentException(
                        "has more than %d MiB of text with its formatting; split it into several articles"
                                .formatted(MAX_XML >> 20));
            }
            if (keep) {
                kept.write(portion, 0, count);
            }
        }
        return kept.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var part = new ZipEntry(name);
        var sum = new CRC32();
        sum.update(content);
        part.setCrc(sum.getValue());
        part.setSize(content.length);
        zip.putNextEntry(part);
        zip.write(content);
        zip.closeEntry();
    }
}
