package io.casebook.ingress.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /** The value is what `printf '1772359200.{"id":"1"}' | openssl dgst -sha256 -hmac whsec-test` prints. */
    @Test
    void a_known_body_has_a_known_signature() {
        var signature = new Signature("whsec-test").of(Instant.parse("2026-03-01T10:00:00Z"), "{\"id\":\"1\"}");

        assertThat(signature)
                .isEqualTo("t=1772359200,v1=573d343dac5f8c6128ef72f904ee706668fa81811d5979a3b79e8d5960d21cb9");
    }

    @Test
    void another_secret_another_time_and_another_body_have_other_signatures() {
        var at = Instant.parse("2026-03-01T10:00:00Z");
        var signature = new Signature("one").of(at, "body");

        assertThat(new Signature("two").of(at, "body")).isNotEqualTo(signature);
        assertThat(new Signature("one").of(at.plusSeconds(1), "body")).isNotEqualTo(signature);
        assertThat(new Signature("one").of(at, "other")).isNotEqualTo(signature);
    }
}
