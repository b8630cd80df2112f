package io.casebook.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.platform.http.AccessRules.Access;
import io.casebook.platform.http.AccessRules.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {
    private static final Access ALLOW = new Access.Allow();
    private static final String PAGE = "text/html,application/xhtml+xml";

    /** A call, from this machine and without anything, of which a test changes what it is about. */
    private record Given(Call call) {
        static Given get(String path) {
            return new Given(new Call("GET", path, "localhost:8080", null, null, null, "*/*", true));
        }

        static Given post(String path) {
            return new Given(new Call("POST", path, "localhost:8080", null, null, null, "*/*", true));
        }

        Given host(String host) {
            return with(host, call.origin(), call.authorization(), call.cookie(), call.accept(), call.fromLoopback());
        }

        Given origin(String origin) {
            return with(call.host(), origin, call.authorization(), call.cookie(), call.accept(), call.fromLoopback());
        }

        Given bearer(String key) {
            return with(call.host(), call.origin(), "Bearer " + key, call.cookie(), call.accept(), call.fromLoopback());
        }

        Given cookie(String key) {
            return with(call.host(), call.origin(), call.authorization(), key, call.accept(), call.fromLoopback());
        }

        Given browser() {
            return with(call.host(), call.origin(), call.authorization(), call.cookie(), PAGE, call.fromLoopback());
        }

        Given fromElsewhere() {
            return with(call.host(), call.origin(), call.authorization(), call.cookie(), call.accept(), false);
        }

        private Given with(
                @Nullable String host,
                @Nullable String origin,
                @Nullable String authorization,
                @Nullable String cookie,
                @Nullable String accept,
                boolean loopback) {
            return new Given(
                    new Call(call.method(), call.path(), host, origin, authorization, cookie, accept, loopback));
        }
    }

    @Nested
    class With_keys {
        private final AccessRules rules = new AccessRules(List.of("first-key-0123456789", "second-key-012345678"));

        @Test
        void a_key_opens_the_door() {
            assertThat(rules.decide(Given.get("/v1/tools")
                            .bearer("second-key-012345678")
                            .call()))
                    .isEqualTo(ALLOW);
            assertThat(rules.decide(
                            Given.get("/desk").cookie("first-key-0123456789").call()))
                    .isEqualTo(ALLOW);
        }

        @ParameterizedTest
        @ValueSource(strings = {"local", "", "first-key-012345678", "first-key-0123456789x"})
        void another_key_does_not(String key) {
            assertThat(rules.decide(Given.get("/v1/tools").bearer(key).call())).isInstanceOf(Access.Refuse.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v1/tools",
                    "/desk",
                    "/desk/app.js",
                    "/timeline/c1",
                    "/schemas/ids/1",
                    "/subjects",
                    "/projections/x",
                    "/internal/conversations/c1",
                    "/q/metrics",
                    "/v1/articles/logo.png",
                    "/v1;a=b/tools",
                    "/unheard-of"
                })
        void without_a_key_it_stays_closed(String path) {
            assertThat(rules.decide(Given.get(path).call()))
                    .isInstanceOfSatisfying(
                            Access.Refuse.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(Code.UNAUTHENTICATED));
        }

        @ParameterizedTest
        @ValueSource(strings = {"/", "/chat", "/chat/session", "/q/health/ready", "/q/health", "/login", "/style.css"})
        void what_is_public_is_open(String path) {
            assertThat(rules.decide(Given.get(path).call())).isEqualTo(ALLOW);
        }

        @Test
        void a_person_is_sent_to_the_login_page() {
            assertThat(rules.decide(Given.get("/desk").browser().call())).isEqualTo(new Access.SendToLogin());
            assertThat(rules.decide(Given.post("/desk").browser().call())).isInstanceOf(Access.Refuse.class);
        }

        @Test
        void callers_from_everywhere_are_served_under_any_name() {
            assertThat(rules.decide(Given.get("/v1/tools")
                            .host("support.example.org")
                            .fromElsewhere()
                            .bearer("first-key-0123456789")
                            .call()))
                    .isEqualTo(ALLOW);
        }

        @Test
        void a_form_on_a_foreign_page_is_refused_although_the_browser_has_a_key() {
            assertThat(rules.decide(Given.post("/desk/claim")
                            .cookie("first-key-0123456789")
                            .origin("https://evil.example")
                            .call()))
                    .isInstanceOfSatisfying(
                            Access.Refuse.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(Code.PERMISSION_DENIED));
        }

        @Test
        void a_form_on_our_own_page_is_accepted() {
            assertThat(rules.decide(Given.post("/desk/claim")
                            .host("desk.example")
                            .cookie("first-key-0123456789")
                            .origin("https://desk.example")
                            .call()))
                    .isEqualTo(ALLOW);
        }
    }

    @Nested
    class In_local_mode {
        private final AccessRules rules = new AccessRules(List.of());

        @Test
        void the_key_is_local() {
            assertThat(rules.decide(Given.post("/v1/tools").bearer("local").call()))
                    .isEqualTo(ALLOW);
            assertThat(rules.decide(Given.post("/v1/tools").call())).isInstanceOf(Access.Refuse.class);
        }

        @Test
        void a_browser_on_this_machine_gets_the_key() {
            assertThat(rules.decide(Given.get("/desk").browser().call())).isEqualTo(new Access.AllowAndRemember());
            assertThat(rules.decide(Given.get("/").browser().call())).isEqualTo(new Access.AllowAndRemember());
            assertThat(rules.decide(Given.get("/desk").browser().cookie("local").call()))
                    .isEqualTo(ALLOW);
        }

        @ParameterizedTest
        @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:8080", "127.1.2.3", "[::1]:8080"})
        void names_of_this_machine_are_served(String host) {
            assertThat(rules.decide(
                            Given.get("/v1/tools").host(host).bearer("local").call()))
                    .isEqualTo(ALLOW);
        }

        @ParameterizedTest
        @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080", "0.0.0.0", ""})
        void a_name_that_was_pointed_at_this_machine_is_refused(String host) {
            assertThat(rules.decide(
                            Given.get("/v1/tools").host(host).bearer("local").call()))
                    .isInstanceOf(Access.Refuse.class);
            assertThat(rules.decide(Given.get("/desk").host(host).browser().call()))
                    .isInstanceOf(Access.Refuse.class);
        }

        @Test
        void other_machines_are_refused() {
            assertThat(rules.decide(Given.get("/v1/tools")
                            .fromElsewhere()
                            .bearer("local")
                            .call()))
                    .isInstanceOf(Access.Refuse.class);
        }

        @Test
        void the_health_of_the_service_may_be_asked_from_anywhere() {
            assertThat(rules.decide(Given.get("/q/health/ready")
                            .host("10.0.0.7:8080")
                            .fromElsewhere()
                            .call()))
                    .isEqualTo(ALLOW);
        }

        @Test
        void a_foreign_page_cannot_post_to_the_chat() {
            assertThat(rules.decide(Given.post("/chat/session")
                            .origin("https://evil.example")
                            .call()))
                    .isInstanceOf(Access.Refuse.class);
            assertThat(rules.decide(Given.post("/chat/session").origin("null").call()))
                    .isInstanceOf(Access.Refuse.class);
            assertThat(rules.decide(Given.post("/chat/session")
                            .origin("http://localhost:8080")
                            .call()))
                    .isEqualTo(ALLOW);
        }
    }
}
