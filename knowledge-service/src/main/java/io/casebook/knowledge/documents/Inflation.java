package io.casebook.knowledge.documents;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What the compressed streams of a PDF come to, found out before a parser unpacks them into memory. A few kilobytes can unpack to
 * gigabytes; nobody writes articles like that.
 */
final class Inflation {
    private static final byte[] STREAM = {'s', 't', 'r', 'e', 'a', 'm'};
    private static final int PORTION = 1 << 16;

    private Inflation() {}

    /** @throws UnreadableDocumentException if the streams unpack to more than this many bytes */
    static void check(byte[] pdf, long most) throws UnreadableDocumentException {
        var unpacked = 0L;
        var out = new byte[PORTION];
        for (var at = next(pdf, 0); at >= 0; at = next(pdf, at)) {
            unpacked += unpacked(pdf, at, most - unpacked, out);
            if (unpacked > most) {
                throw new UnreadableDocumentException(
                        "unpacks to more than %d MiB; it is damaged or made to harm".formatted(most >> 20));
            }
        }
    }

    private static long unpacked(byte[] pdf, int from, long most, byte[] out) {
        try (var inflater = new Inflater()) {
            inflater.setInput(pdf, from, pdf.length - from);
            var unpacked = 0L;
            while (!inflater.finished() && unpacked <= most) {
                var count = inflater.inflate(out);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return unpacked;
                }
                unpacked += count;
            }
            return unpacked;
        } catch (DataFormatException e) {
            // Not compressed this way: it takes no more room than it has.
            return 0;
        }
    }

    /** The first byte of the next stream's content from here on; -1 where there is none. */
    private static int next(byte[] pdf, int from) {
        for (var at = from; at + STREAM.length < pdf.length; at++) {
            if (matches(pdf, at)) {
                var content = at + STREAM.length;
                content += pdf[content] == '\r' ? 1 : 0;
                return content < pdf.length && pdf[content] == '\n' ? content + 1 : content;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] pdf, int at) {
        for (var index = 0; index < STREAM.length; index++) {
            if (pdf[at + index] != STREAM[index]) {
                return false;
            }
        }
        return true;
    }
}
