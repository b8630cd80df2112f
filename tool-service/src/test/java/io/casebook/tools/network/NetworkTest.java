package io.casebook.tools.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls go to public addresses, and to private ones only where the installation says so. */
class NetworkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.0.0.1",
                "127.8.9.10",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "192.0.2.1",
                "198.18.0.1",
                "203.0.113.9",
                "224.0.0.1",
                "255.255.255.255",
                "[::1]",
                "::",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::"
            })
    void a_private_address_is_refused_however_it_is_written(String host) {
        assertThatThrownBy(() -> Network.ofPublicAddresses().resolve(host))
                .isInstanceOf(ForbiddenAddressException.class)
                .hasMessageContaining("casebook.tools.private-hosts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1"})
    void a_public_address_is_not(String host) throws UnknownHostException {
        assertThat(Network.ofPublicAddresses().resolve(host)).hasSize(1);
    }

    @Test
    void a_declared_name_may_have_a_private_address_and_others_may_not() {
        var network = Network.of(List.of("LocalHost"));
        assertThatCode(() -> network.resolve("localhost")).doesNotThrowAnyException();
        assertThatThrownBy(() -> network.resolve("127.0.0.1")).isInstanceOf(ForbiddenAddressException.class);
    }

    @Test
    void a_declared_block_holds_every_name_and_address_in_it_and_no_more() {
        var network = Network.of(List.of("10.1.0.0/16", "::1"));
        assertThatCode(() -> network.resolve("10.1.255.255")).doesNotThrowAnyException();
        assertThatCode(() -> network.resolve("[::1]")).doesNotThrowAnyException();
        assertThatThrownBy(() -> network.resolve("10.2.0.0")).isInstanceOf(ForbiddenAddressException.class);
    }

    @Test
    void link_local_addresses_must_be_declared_themselves() {
        assertThatThrownBy(() -> Network.of(List.of("10.0.0.0/8")).resolve("169.254.169.254"))
                .isInstanceOf(ForbiddenAddressException.class);
        assertThatCode(() -> Network.of(List.of("169.254.169.254")).resolve("169.254.169.254"))
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_neither_a_name_nor_an_address_is_an_error_that_says_so() {
        assertThatThrownBy(() -> Network.of(List.of("http://shop")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://shop");
        assertThatThrownBy(() -> Network.of(List.of("10.0.0.0/33"))).isInstanceOf(IllegalArgumentException.class);
    }
}
