package io.casebook.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void port_and_folder_are_taken_from_the_command_line() {
        assertThat(Options.parse(List.of("--data", "x", "--port", "0"))).isEqualTo(new Options(0, Path.of("x")));
        assertThat(Options.parse(List.of())).isEqualTo(new Options(8090, Path.of("data", "shop")));
    }

    @Test
    void what_is_wrong_is_said_with_the_usage() {
        for (List<String> wrong : List.of(
                List.of("--port"), List.of("--port", "http"), List.of("--port", "70000"), List.of("--prot", "1"))) {
            assertThatThrownBy(() -> Options.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Options.USAGE);
        }
    }
}
