package io.casebook.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** Ports for the parts of one process, which listen on them only later. */
class PortsTest {
    @Test
    void no_port_is_given_twice() throws IOException {
        var given = new HashSet<Integer>();
        // By chance alone, one of some 150 out of 17,000 would come again in every second run.
        for (var i = 0; i < 2_000; i++) {
            assertThat(given.add(Ports.free())).as("port %d", i).isTrue();
        }
    }
}
