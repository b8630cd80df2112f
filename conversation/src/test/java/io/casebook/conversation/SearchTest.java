package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.KnowledgePolicy;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.event.KnowledgeRequested;
import io.casebook.vocabulary.event.KnowledgeRetrieved;
import io.casebook.vocabulary.inbound.AttachResource;
import io.casebook.vocabulary.knowledge.SearchRequest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is searched for in the articles, and on whose behalf. */
class SearchTest {
    @Test
    void the_first_question_is_searched_alone() {
        var story = Story.with(Agents.shop()).customerSays("m1", "How long does delivery to France take?");

        assertThat(asked(story).contextFrom()).isNull();
        assertThat(request(story).context()).isNull();
    }

    @Test
    void a_later_one_takes_along_what_the_customer_said_before() {
        var story = Story.with(Agents.shop())
                .customerSays("m1", "How long does delivery to France take?")
                .modelClassifies("knowledge", 0.9)
                .searchFinds(0.9)
                .modelSays("builtin", "Three to six working days.", 0.9)
                .customerSays("m2", "and for Germany?");

        assertThat(Personal.plain(asked(story).query())).isEqualTo("and for Germany?");
        assertThat(Personal.plainOrNull(request(story).context())).isEqualTo("How long does delivery to France take?");
        story.keepsItsPromises();
    }

    @Test
    void the_last_three_messages_before_go_along_in_their_order() {
        var story = Story.with(Agents.shop());
        for (var question :
                List.of("Do you sell skis?", "How long can I return a jacket?", "And in Austria?", "And boots?")) {
            story.customerSays("m" + question.length(), question)
                    .modelClassifies("knowledge", 0.9)
                    .searchFinds(0.9)
                    .modelSays("builtin", "Thirty days.", 0.9);
        }
        story.customerSays("m0", "And if it is worn?");

        assertThat(Personal.plainOrNull(request(story).context()))
                .isEqualTo("How long can I return a jacket?\n\nAnd in Austria?\n\nAnd boots?");
        story.keepsItsPromises();
    }

    @Test
    void internal_articles_are_asked_for_only_where_the_agent_says_so() {
        assertThat(request(Story.with(Agents.shop()).customerSays("m1", "Refund?"))
                        .visibilities())
                .containsExactly(Visibility.PUBLIC);
        assertThat(request(Story.with(agent(true)).customerSays("m1", "Refund?"))
                        .visibilities())
                .contains(Visibility.INTERNAL);
    }

    @Test
    void articles_for_users_are_asked_for_only_once_it_is_known_who_the_customer_is() {
        for (var told : List.of("true", "yes", "Yes ")) {
            assertThat(visibilities("identity", told)).as(told).containsExactly(Visibility.PUBLIC, Visibility.USERS);
        }
        for (var told : List.of("false", "no", "", "1", "truely")) {
            assertThat(visibilities("identity", told)).as(told).containsExactly(Visibility.PUBLIC);
        }
        assertThat(visibilities("crm", "true")).as("another resource").containsExactly(Visibility.PUBLIC);
    }

    @Test
    void the_groups_that_attached_data_tell_stand_in_the_request() {
        assertThat(audiences("[\"gold\", \"beta testers\"]")).containsExactly("gold", "beta", "testers");
        assertThat(audiences("gold,staff")).containsExactly("gold", "staff");
        assertThat(audiences("")).isEmpty();
    }

    @Test
    void topics_and_the_bound_on_tokens_are_those_of_the_agent() {
        var request = request(Story.with(agent(false)).customerSays("m1", "Refund?"));

        assertThat(request.topics()).containsExactly("returns");
        assertThat(request.maxTokens()).isEqualTo(900);
    }

    @Test
    void who_compared_and_who_said_the_order_stands_in_the_log() {
        var asked = Story.with(Agents.shop()).customerSays("m1", "Refund?");
        var found = asked.searchFinds(result -> result.withModel("minilm").withOrderedBy("big"));

        var retrieved = Objects.requireNonNull(found.latest(KnowledgeRetrieved.class));
        assertThat(retrieved.model()).isEqualTo("minilm");
        assertThat(retrieved.orderedBy()).isEqualTo("big");
    }

    private static List<Visibility> visibilities(String resource, String told) {
        return asking(resource, told).visibilities();
    }

    private static List<String> audiences(String told) {
        return asking("identity", told).audiences();
    }

    private static SearchRequest asking(String resource, String told) {
        return request(Story.with(agent(false))
                .outside(ActorType.SYSTEM, new AttachResource(resource, Personal.text(told)))
                .customerSays("m1", "Refund?"));
    }

    private static AgentDefinition agent(boolean internal) {
        var identity = Agents.template(facts -> facts.resources().getOrDefault("identity", ""));
        return Agents.shop().toBuilder()
                .knowledge(new KnowledgePolicy(true, 5, 900, 0.5, internal, List.of("returns"), identity, identity))
                .build();
    }

    private static KnowledgeRequested asked(Story story) {
        return Objects.requireNonNull(story.latest(KnowledgeRequested.class));
    }

    private static SearchRequest request(Story story) {
        var event = story.log().stream()
                .filter(one -> one.payload() instanceof KnowledgeRequested)
                .reduce((one, later) -> later)
                .orElseThrow();
        return Requests.search(story.state(), event, asked(story));
    }
}
