package io.casebook.ingress.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.platform.http.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void a_sequence_alone_means_the_end_of_it() {
        assertThat(Cursor.parse("after", "12")).isEqualTo(Cursor.endOf(12));
        assertThat(Cursor.parse("after", "12.3")).isEqualTo(new Cursor(12, 3));
    }

    @Test
    void nothing_is_no_place() {
        assertThat(Cursor.parse("after", null)).isNull();
        assertThat(Cursor.parse("after", "")).isNull();
    }

    @Test
    void a_place_is_written_as_it_is_read() {
        assertThat(Cursor.endOf(12)).hasToString("12");
        assertThat(new Cursor(12, 3)).hasToString("12.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "abc", "1.", ".1", "1.2.3", "99999999999999999999", "1 "})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Cursor.parse("after", text))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("`after`");
    }
}
