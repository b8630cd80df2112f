package io.casebook.knowledge.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.FilterFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the streams of a PDF come to, found out by unpacking each into nothing before the parser unpacks it into memory. A few kilobytes can
 * unpack to gigabytes; nobody writes articles like that. Streams that are not read for the text, such as pictures, do not count.
 */
final class Unpacking {
    /** The size of a stream that was not counted yet. */
    static final long UNKNOWN = -1;

    /** Most bytes of one stream: it stands in memory as a whole. */
    static final long MAX_STREAM = 32L << 20;

    /** A stream counts at least so much, so that one that is read again and again has an end, too. */
    private static final long LEAST = 4_096;

    /** A stream that is read again counts a part of its size. */
    private static final int AGAIN = 16;

    private static final long LONGEST_ROW = 1L << 20;
    private static final Set<COSName> PACKING = Set.of(
            COSName.FLATE_DECODE,
            COSName.FLATE_DECODE_ABBREVIATION,
            COSName.LZW_DECODE,
            COSName.LZW_DECODE_ABBREVIATION,
            COSName.RUN_LENGTH_DECODE,
            COSName.RUN_LENGTH_DECODE_ABBREVIATION);
    private static final Set<COSName> WRITING = Set.of(
            COSName.ASCII85_DECODE,
            COSName.ASCII85_DECODE_ABBREVIATION,
            COSName.ASCII_HEX_DECODE,
            COSName.ASCII_HEX_DECODE_ABBREVIATION,
            COSName.CRYPT);

    private long left = Document.MAX_UNPACKED;
    private @Nullable String refusal;

    /** Why a stream was not unpacked; null where all were. The parser goes on without what it does not need. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /**
     * Counts a stream that is about to be unpacked.
     *
     * @param known what it was found to come to before; {@link #UNKNOWN} the first time
     * @return what it comes to
     * @throws IOException if it, or all streams together, unpack to too much
     */
    long count(COSStream stream, long known) throws IOException {
        var size = known == UNKNOWN ? size(stream) : known;
        left -= Math.max(LEAST, known == UNKNOWN ? size : size / AGAIN);
        if (left < 0) {
            throw refused("unpacks to more than %d MiB; it is damaged or made to harm"
                    .formatted(Document.MAX_UNPACKED >> 20));
        }
        return size;
    }

    private long size(COSStream stream) throws IOException {
        var filters = filters(stream.getFilters());
        if (filters.stream().filter(PACKING::contains).count() > 1) {
            throw refused("has text that is packed more than once; print it to PDF anew");
        }
        checkRows(stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP));
        try (var raw = stream.createRawInputStream()) {
            InputStream in = raw;
            for (var index = 0; index < filters.size() - 1; index++) {
                var written = new ByteArrayOutputStream();
                decode(stream, filters, index, in, written);
                in = new ByteArrayInputStream(written.toByteArray());
            }
            if (filters.isEmpty()) {
                return in.transferTo(OutputStream.nullOutputStream());
            }
            return decode(stream, filters, filters.size() - 1, in, OutputStream.nullOutputStream());
        }
    }

    private long decode(COSStream stream, List<COSName> filters, int index, InputStream in, OutputStream out)
            throws IOException {
        var counted = new Counting(out, Math.min(MAX_STREAM, left));
        FilterFactory.INSTANCE.getFilter(filters.get(index)).decode(in, counted, stream, index, DecodeOptions.DEFAULT);
        return counted.count;
    }

    private List<COSName> filters(@Nullable COSBase filters) throws IOException {
        var names = new ArrayList<COSName>();
        if (filters instanceof COSArray several) {
            for (var index = 0; index < several.size(); index++) {
                names.add(name(several.getObject(index)));
            }
        } else if (filters != null) {
            names.add(name(filters));
        }
        return names;
    }

    private COSName name(@Nullable COSBase filter) throws IOException {
        if (filter instanceof COSName name && (PACKING.contains(name) || WRITING.contains(name))) {
            return name;
        }
        throw refused("has text that is packed like a picture; print it to PDF anew");
    }

    /** Rows of pixels, by whose likeness a stream may be packed: each is held in memory, however long it says to be. */
    private void checkRows(@Nullable COSBase parameters) throws IOException {
        if (parameters instanceof COSArray several) {
            for (var index = 0; index < several.size(); index++) {
                checkRows(several.getObject(index));
            }
        } else if (parameters instanceof COSDictionary told) {
            var bits = (double) told.getInt(COSName.COLORS, 1) * told.getInt(COSName.BITS_PER_COMPONENT, 8);
            if (bits * told.getInt(COSName.COLUMNS, 1) > LONGEST_ROW * 8) {
                throw refused("has text that is packed like a picture; print it to PDF anew");
            }
        }
    }

    private IOException refused(String why) {
        refusal = why;
        return new IOException(why);
    }

    /** Passes on what is written, up to a limit. */
    private final class Counting extends OutputStream {
        private final OutputStream out;
        private final long most;
        private long count;

        private Counting(OutputStream out, long most) {
            this.out = out;
            this.most = most;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            count += length;
            if (count > most) {
                throw refused(
                        most < MAX_STREAM
                                ? "unpacks to more than %d MiB; it is damaged or made to harm"
                                        .formatted(Document.MAX_UNPACKED >> 20)
                                : "has a part that unpacks to more than %d MiB; it is damaged or made to harm"
                                        .formatted(MAX_STREAM >> 20));
            }
            out.write(bytes, from, length);
        }
    }
}
