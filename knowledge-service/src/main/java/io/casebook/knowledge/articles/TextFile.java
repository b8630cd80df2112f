package io.casebook.knowledge.articles;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Files of text: UTF-8, with or without its mark, whatever ends the lines. */
final class TextFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextFile() {}

    static String decode(byte[] bytes) throws UnusableArticleException {
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw new UnusableArticleException(
                        lineOf(bytes, i), "this is a binary file or not UTF-8; save the article as UTF-8 text");
            }
        }
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        try {
            var text = decoder.decode(in).toString();
            var start = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
            return text.substring(start).replace("\r\n", "\n").replace('\r', '\n');
        } catch (CharacterCodingException e) {
            throw new UnusableArticleException(
                    lineOf(bytes, in.position()),
                    "the file is not UTF-8 (byte %d); save it as UTF-8".formatted(in.position()));
        }
    }

    private static int lineOf(byte[] bytes, int position) {
        var line = 1;
        for (var i = 0; i < Math.min(position, bytes.length); i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
