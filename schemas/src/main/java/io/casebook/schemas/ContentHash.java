package io.casebook.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Short fingerprints of content: the first 16 hexadecimal digits (64 bits) of a SHA-256. */
public final class ContentHash {
    private static final int BYTES = 8;

    private ContentHash() {}

    /**
     * The fingerprint of some texts in order. Each text is preceded by its length, so that {@code ("ab", "c")} and
     * {@code ("a", "bc")} differ; null differs from the empty text.
     */
    public static String of(@Nullable String... texts) {
        var digest = sha256();
        for (var text : texts) {
            if (text == null) {
                digest.update((byte) '-');
                continue;
            }
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
