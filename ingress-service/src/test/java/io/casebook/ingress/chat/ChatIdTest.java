package io.casebook.ingress.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatIdTest {
    @Test
    void no_two_are_alike_and_each_is_recognised() {
        var id = ChatId.next();

        assertThat(ChatId.next()).isNotEqualTo(id);
        assertThat(ChatId.parse(id.value())).isEqualTo(id);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"ticket-1", "chat-1", "chat-0123456789ABCDEF0123456789ABCDEF", "chat-../../etc"})
    void anything_else_is_no_id_of_the_page(String cookie) {
        assertThat(ChatId.parse(cookie)).isNull();
    }
}
