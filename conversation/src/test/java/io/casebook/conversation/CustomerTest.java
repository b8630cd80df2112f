package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.CustomerPolicy;
import io.casebook.conversation.definition.HandOffPolicy;
import io.casebook.conversation.definition.HandOffPolicy.Target;
import io.casebook.conversation.definition.OpeningHours;
import io.casebook.conversation.definition.Template;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.event.AiConsentChanged;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.inbound.AttachResource;
import io.casebook.vocabulary.inbound.OpenConversation;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.outbound.HandOffNotice;
import io.casebook.vocabulary.state.WithHuman;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the agent speaks to, and whether it may. */
class CustomerTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final Template LOCALE = resource("locale");
    private static final Template ZONE = resource("zone");
    private static final Template AI = resource("ai");

    /** A resource that is one plain text. */
    private static Template resource(String name) {
        return Agents.template(facts -> facts.resources().getOrDefault(name, ""));
    }

    private static AgentDefinition agent(boolean consentRequired) {
        return Agents.modelled().toBuilder()
                .languages(List.of("en", "de"))
                .customer(new CustomerPolicy(LOCALE, ZONE, AI, consentRequired, true, ZoneOffset.UTC))
                .build();
    }

    private static AttachResource data(String name, String text) {
        return new AttachResource(name, Personal.text(text));
    }

    @Nested
    class Who_wants_no_AI_agent {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "I don't want to talk to a bot.",
                    "I do not want to be answered by an AI",
                    "No bots please",
                    "please stop chatting... I won't speak with a machine",
                    "I withdraw my consent to artificial intelligence",
                    "Ich möchte nicht mit einem Bot sprechen",
                    "Keine KI bitte!"
                })
        void is_understood(String words) {
            assertThat(Lexicon.refusesAi(words)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "I did not order a robot vacuum",
                    "My machine does not work",
                    "The AI of the camera does not recognise me",
                    "no",
                    "Are you a bot?",
                    "I don't want to talk about it",
                    "Der Roboter ist nicht angekommen"
                })
        void is_not_whoever_only_speaks_of_machines(String words) {
            assertThat(Lexicon.refusesAi(words)).isFalse();
        }

        @Test
        void gets_a_human_and_no_model_reads_what_they_write() {
            Story.with(agent(false))
                    .customerSays("m1", "I don't want to talk to a bot. Where is my order?")
                    .happensToo(AiConsentChanged.class)
                    .happensNot(CompletionRequested.class)
                    .handsOffBecauseOf(ReasonCode.AI_REFUSED)
                    .keepsItsPromises();
        }

        @Test
        void gets_a_human_again_after_one_has_handed_back() {
            Story.with(agent(false))
                    .customerSays("m1", "No bots please")
                    .humanSays("h1", "Anna here.")
                    .humanHandsBack()
                    .customerSays("m2", "And where is order 1002?")
                    .happensNot(CompletionRequested.class)
                    .handsOffBecauseOf(ReasonCode.AI_REFUSED)
                    .keepsItsPromises();
        }

        @Test
        void ends_the_turn_that_is_running() {
            Story.with(agent(false))
                    .customerSays("m1", "Where is my order?")
                    .outside(ActorType.SYSTEM, data("ai", "false"))
                    .happensToo(AiConsentChanged.class)
                    .handsOffBecauseOf(ReasonCode.AI_REFUSED)
                    .keepsItsPromises();
        }

        @Test
        void is_remembered_by_the_case_that_goes_on() {
            var old = Story.with(agent(false))
                    .customerSays("m1", "No bots please")
                    .finished()
                    .passes(Duration.ofDays(8))
                    .customerSays("m2", "Hello again");
            Story.continuing(agent(false), old)
                    .handsOffBecauseOf(ReasonCode.AI_REFUSED)
                    .keepsItsPromises();
        }

        @Test
        void and_said_so_before_is_never_answered_by_one() {
            Story.unopened(agent(false))
                    .outside(
                            ActorType.CUSTOMER,
                            new OpenConversation("customer-1", "web", Instant.EPOCH)
                                    .withAssigneeType(AssigneeType.AI_AGENT)
                                    .withAiAllowed(false))
                    .customerSays("m1", "Hello")
                    .handsOffBecauseOf(ReasonCode.AI_REFUSED);
        }

        @Test
        void is_not_overruled_by_data_that_say_the_same_all_along() {
            Story.with(agent(false))
                    .outside(ActorType.SYSTEM, data("ai", "true"))
                    .customerSays("m1", "No bots please")
                    .outside(ActorType.SYSTEM, data("ai", "true"))
                    .happensNot(AiConsentChanged.class)
                    .humanHandsBack()
                    .customerSays("m2", "Hello")
                    .handsOffBecauseOf(ReasonCode.AI_REFUSED);
        }

        @Test
        void may_think_better_of_it() {
            Story.with(agent(false))
                    .outside(ActorType.SYSTEM, data("ai", "false"))
                    .outside(ActorType.SYSTEM, data("ai", "true"))
                    .happensToo(AiConsentChanged.class)
                    .customerSays("m1", "Hello")
                    .happensToo(CompletionRequested.class)
                    .keepsItsPromises();
        }

        @Test
        void has_an_action_that_waits_for_a_decision_left_to_people() {
            Story.with(agent(false))
                    .customerSays("m1", "Refund order 1001")
                    .modelProposes("refund_order", "{\"amount\":500}")
                    .asksForApproval()
                    .outside(ActorType.SYSTEM, data("ai", "false"))
                    .handsOffBecauseOf(ReasonCode.AI_REFUSED)
                    .happensNot(ToolCallRequested.class)
                    .keepsItsPromises();
        }
    }

    @Nested
    class Where_consent_is_required {
        @Test
        void nobody_is_answered_who_has_not_given_it() {
            Story.with(agent(true))
                    .customerSays("m1", "Hello")
                    .happensNot(CompletionRequested.class)
                    .handsOffBecauseOf(ReasonCode.AI_CONSENT_MISSING)
                    .keepsItsPromises();
        }

        @Test
        void whoever_has_given_it_is() {
            Story.with(agent(true))
                    .outside(ActorType.SYSTEM, data("ai", "yes"))
                    .customerSays("m1", "Hello")
                    .happensToo(CompletionRequested.class);
        }
    }

    @Nested
    class The_model_is_told {
        private static CompletionRequest asked(Story story) {
            var event = story.latest().stream()
                    .filter(each -> each.payload() instanceof CompletionRequested)
                    .findFirst()
                    .orElseThrow();
            return Requests.completion(
                    story.state(), agent(false), event, (CompletionRequested) event.payload(), List.of());
        }

        @Test
        void where_the_customer_is_by_attached_data_before_what_the_channel_said() {
            var story = Story.unopened(agent(false))
                    .outside(
                            ActorType.CUSTOMER,
                            new OpenConversation("customer-1", "web", Instant.EPOCH)
                                    .withAssigneeType(AssigneeType.AI_AGENT)
                                    .withLocale("de-DE")
                                    .withTimeZone("Europe/Berlin"))
                    .customerSays("m1", "Hallo");
            assertThat(asked(story).locale()).isEqualTo("de-DE");
            assertThat(asked(story).timeZone()).isEqualTo("Europe/Berlin");
            story.outside(ActorType.SYSTEM, data("locale", "de_AT"))
                    .outside(ActorType.SYSTEM, data("zone", "Europe/Vienna"))
                    .customerSays("m2", "Hallo?");
            assertThat(asked(story).locale()).isEqualTo("de-AT");
            assertThat(asked(story).timeZone()).isEqualTo("Europe/Vienna");
        }

        @Test
        void nothing_where_nothing_is_known_or_what_is_told_cannot_be() {
            var story = Story.with(agent(false))
                    .outside(ActorType.SYSTEM, data("locale", "a language!"))
                    .outside(ActorType.SYSTEM, data("zone", "Mars/Base"))
                    .customerSays("m1", "Hello");
            assertThat(asked(story).locale()).isNull();
            assertThat(asked(story).timeZone()).isNull();
        }

        @Test
        void the_place_of_a_customer_who_writes_another_language_than_that_of_their_locale() {
            var story = Story.with(agent(false)).outside(ActorType.SYSTEM, data("locale", "de-AT"));
            var english = story.state().withLanguage("en");
            assertThat(Localities.of(english, agent(false)).locale()).isEqualTo("en-AT");
            assertThat(Localities.language(story.state(), agent(false))).isEqualTo("de");
        }
    }

    @Nested
    class A_hand_off {
        private static final OpeningHours OFFICE = new OpeningHours(
                VIENNA,
                Map.of(DayOfWeek.TUESDAY, List.of(new OpeningHours.Span(LocalTime.of(9, 0), LocalTime.of(17, 0)))),
                Set.of());

        /** Stories begin on a Monday. */
        private static AgentDefinition away() {
            return agent(false).toBuilder()
                    .handOff(new HandOffPolicy(
                            "office", Map.of("office", new Target("office", "Office", List.of(), OFFICE))))
                    .build();
        }

        private static String told(Story story) {
            return Personal.plain(Objects.requireNonNull(
                    Objects.requireNonNull(story.latest(HandedOff.class)).toldCustomer()));
        }

        @Test
        void out_of_hours_says_when_people_answer_and_in_whose_time() {
            var story = Story.with(away()).customerSays("m1", "No bots please");
            assertThat(told(story)).contains("Tuesday, March 3, 2026 at 9:00 AM (Europe/Vienna)");
            var handedOff = Objects.requireNonNull(story.latest(HandedOff.class));
            assertThat(handedOff.answeredFrom()).isEqualTo(Instant.parse("2026-03-03T08:00:00Z"));
            var event = story.latest().getLast();
            assertThat(Notices.forChannel(story.state(), story.state(), event))
                    .filteredOn(record -> record.payload() instanceof HandOffNotice)
                    .extracting(record -> ((HandOffNotice) record.payload()).answeredFrom())
                    .containsExactly(Instant.parse("2026-03-03T08:00:00Z"));
        }

        @Test
        void says_it_in_the_customers_own_language_and_time() {
            var story = Story.with(away())
                    .outside(ActorType.SYSTEM, data("locale", "de-DE"))
                    .outside(ActorType.SYSTEM, data("zone", "Europe/London"))
                    .customerSays("m1", "Keine Bots bitte");
            assertThat(told(story)).contains("Dienstag, 3. März 2026, 08:00,").doesNotContain("(");
        }

        @Test
        void within_hours_says_nothing_of_them() {
            var story = Story.with(away())
                    .clockShows(Instant.parse("2026-03-03T10:00:00Z"))
                    .customerSays("m1", "No bots please");
            assertThat(told(story)).isEqualTo(Wording.HANDED_OFF.in("en"));
            assertThat(Objects.requireNonNull(story.latest(HandedOff.class)).answeredFrom())
                    .isNull();
        }

        @Test
        void goes_to_people_who_speak_the_customers_language() {
            var teams = new HandOffPolicy(
                    "first",
                    Map.of(
                            "first", new Target("first", "First line", List.of()),
                            "paris", new Target("paris", "Paris", List.of("fr"))));
            assertThat(teams.targetFor("fr-CA", false).id()).isEqualTo("paris");
            assertThat(teams.targetFor("it", false).id()).isEqualTo("first");
            assertThat(teams.targetFor("de", true).id()).isEqualTo("first");
        }
    }

    @Test
    void A_moment_may_be_told_as_the_customers_clock_shows_it() {
        assertThat(LocalTimes.in("{\"at\":\"2026-03-02T23:30:00Z\",\"day\":\"2026-03-01\"}", VIENNA))
                .isEqualTo("2026-03-03 00:30");
    }

    @Test
    void Who_refuses_while_a_human_has_the_conversation_is_remembered_too() {
        var story = Story.with(agent(false)).humanClaims().customerSays("m1", "No bots please");
        assertThat(story.state().phase()).isInstanceOf(WithHuman.class);
        assertThat(story.state().aiAllowed()).isFalse();
    }
}
