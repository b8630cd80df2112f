package io.casebook.tools.vault;

import io.casebook.tools.json.Json;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.SealedValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals what redaction took out, so that it may stand on the log, and opens it for a tool that may have it. AES-GCM with a nonce
 * that follows from the value: the same value gives the same bytes, and is so known again. A value is bound to its conversation
 * and its token; it opens nowhere else. Thread-safe.
 */
public final class Vault {
    /** How the key is called in what it sealed. */
    public static final String KEY_ID = "tool-values";

    /** Bytes of a key. */
    public static final int KEY_BYTES = 32;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec sealing;
    private final SecretKeySpec naming;

    /** @param key 32 bytes, the same for all tool services of an installation */
    public Vault(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key must have %d bytes, not %d".formatted(KEY_BYTES, key.length));
        }
        this.sealing = new SecretKeySpec(derived(key, "seal"), "AES");
        this.naming = new SecretKeySpec(derived(key, "nonce"), "HmacSHA256");
    }

    /** Seals a value for its conversation. */
    public SealedValue seal(String conversationId, Hidden hidden) {
        try {
            var plain = Json.text(Json.object().put("kind", hidden.kind()).put("value", hidden.value()))
                    .getBytes(StandardCharsets.UTF_8);
            var place = place(conversationId, hidden.token());
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(naming);
            mac.update(place);
            var nonce = Arrays.copyOf(mac.doFinal(plain), NONCE);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place);
            var sealed = cipher.doFinal(plain);
            var bytes = ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .flip();
            return new SealedValue(hidden.token(), new PersonalText(null, bytes, KEY_ID));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM and HMAC", e);
        }
    }

    /** Opens a value; null where it was sealed with another key, for another conversation, or was changed. */
    public @Nullable Hidden open(String conversationId, SealedValue sealed) {
        var bytes = sealed.value().cipher();
        if (bytes == null
                || bytes.remaining() <= NONCE
                || !KEY_ID.equals(sealed.value().keyId())) {
            return null;
        }
        var all = new byte[bytes.remaining()];
        bytes.duplicate().get(all);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, all, 0, NONCE));
            cipher.updateAAD(place(conversationId, sealed.token()));
            var json = Json.parse(new String(cipher.doFinal(all, NONCE, all.length - NONCE), StandardCharsets.UTF_8));
            return json == null
                    ? null
                    : new Hidden(
                            sealed.token(),
                            json.path("kind").asString(),
                            json.path("value").asString());
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private static byte[] place(String conversationId, String token) {
        return (conversationId + "\n" + token).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] derived(byte[] key, String what) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(("casebook tool values, " + what).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC", e);
        }
    }
}
