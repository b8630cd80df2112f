package io.casebook.tools.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.tools.Sample;
import io.casebook.tools.call.Denied;
import io.casebook.tools.template.Filling;
import io.casebook.tools.template.Installation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    private static final Installation INSTALLATION = new Installation(
            Map.of("SHOP_URL", "http://shop:8081/api/", "EVIL", "http://shop?x=", "CASEBOOK_SECRET_KEY", "s&cret")::get,
            null);

    private static String address(String url, String arguments) {
        return Address.of(url)
                .fill(new Filling(Sample.arguments(arguments), INSTALLATION))
                .toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http://h/orders/{id} | {\"id\":\"1001\"} | http://h/orders/1001",
                "${env:SHOP_URL}/orders/{id} | {\"id\":\"1001\"} | http://shop:8081/api/orders/1001",
                "http://h/o/{id} | {\"id\":\"a/b c\"} | http://h/o/a%2Fb%20c",
                "http://h/o/{id} | {\"id\":\"1?admin=1#x\"} | http://h/o/1%3Fadmin%3D1%23x",
                "http://h/o/{id} | {\"id\":\"%2e%2e\"} | http://h/o/%252e%252e",
                "http://h/o/{id} | {\"id\":\"ä\\n\"} | http://h/o/%C3%A4%0A",
                "http://h/o/{id} | {\"id\":42.50} | http://h/o/42.50",
                "http://h/o/{a.b} | {\"a\":{\"b\":true}} | http://h/o/true",
                "http://h/o?q={q}&n={n} | {\"q\":\"a&n=9\",\"n\":1} | http://h/o?q=a%26n%3D9&n=1",
                "http://h/o?q={q}&n={n} | {\"n\":1} | http://h/o?n=1",
                "http://h/o?q={q} | {\"q\":null} | http://h/o",
                "http://h/o?tag={t}&x=1 | {\"t\":[\"a\",\"b c\"]} | http://h/o?tag=a&tag=b%20c&x=1",
                "http://h/o?key=${secret:key} | {} | http://h/o?key=s%26cret",
                "http://h?q={q} | {\"q\":\"x\"} | http://h/?q=x",
                "${env:NONE:-http://other:1}/x | {} | http://other:1/x",
            })
    void is_filled_so_that_a_value_stays_a_value(String url, String arguments, String filled) {
        assertThat(address(url, arguments)).isEqualTo(filled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../admin", "..", ".", "a/../b", "a\\\\..\\\\b", "x/..", ""})
    void refuses_values_that_would_lead_to_another_resource(String value) {
        assertThatThrownBy(() -> address("http://h/orders/{id}/refunds", "{\"id\":\"" + value + "\"}"))
                .isInstanceOf(Denied.class)
                .hasMessageContaining("invalid_arguments");
    }

    @Test
    void refuses_values_that_would_do_so_only_together() {
        assertThatThrownBy(() -> address("http://h/o/{a}{b}/x", "{\"a\":\".\",\"b\":\".\"}"))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> address("http://h/o/{a}./x", "{\"a\":\".\"}")).isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://{host}/x",
                "http://h{id}/x",
                "http://h:{id}/x",
                "http://user@{id}/x",
                "{url}/x",
                "ftp://h/{id}",
                "http://user:pass@h/{id}",
                "http://h/x#{id}",
                "${env:EVIL}{id}",
                "http://${env:SHOP_URL}",
                "http://h ost/{id}",
                "/orders/{id}",
                "",
            })
    void refuses_definitions_in_which_a_value_could_choose_the_server(String url) {
        assertThatThrownBy(() -> address(url, "{\"id\":\"x\",\"host\":\"evil\",\"url\":\"http://evil\"}"))
                .isInstanceOf(Denied.class)
                .hasMessageContaining("invalid_definition");
    }

    @Test
    void never_quotes_a_value_when_it_fails() {
        assertThatThrownBy(() -> address("http://h/o o/{id}", "{\"id\":\"private\"}"))
                .isInstanceOf(Denied.class)
                .hasMessageNotContaining("private");
    }
}
