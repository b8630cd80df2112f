package io.casebook.tools.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NamedCallsTest {
    @Test
    void a_call_with_a_key_has_the_same_id_on_every_instance() {
        var id = new NamedCalls().id("default", "shop", "k-1", "refund 5");

        assertThat(new NamedCalls().id("default", "shop", "k-1", "refund 5")).isEqualTo(id);
        assertThat(new NamedCalls().id("default", "shop", "k-2", "refund 5")).isNotEqualTo(id);
        assertThat(new NamedCalls().id("default", "bank", "k-1", "refund 5")).isNotEqualTo(id);
        assertThat(new NamedCalls().id("other", "shop", "k-1", "refund 5")).isNotEqualTo(id);
    }

    @Test
    void a_call_without_a_key_is_like_no_other() {
        var calls = new NamedCalls();

        assertThat(calls.id("default", "shop", null, "refund 5"))
                .isNotEqualTo(calls.id("default", "shop", null, "refund 5"));
        assertThat(NamedCalls.key(" ", null)).isNull();
        assertThat(NamedCalls.key(null, "k")).isEqualTo("k");
    }

    @Test
    void other_content_under_the_same_key_is_refused() {
        var calls = new NamedCalls();
        calls.id("default", "shop", "k-1", "refund 5");

        assertThatThrownBy(() -> calls.id("default", "shop", "k-1", "refund 6"))
                .hasMessageContaining("use a new key for a new call");
    }
}
