package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.KnowledgePolicy;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.event.KnowledgeRequested;
import io.casebook.vocabulary.event.KnowledgeRetrieved;
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
    void internal_articles_are_asked_for_only_where_the_agent_says_so() {
        assertThat(request(Story.with(Agents.shop()).customerSays("m1", "Refund?"))
                        .visibilities())
                .containsExactly(Visibility.PUBLIC, Visibility.USERS);
        assertThat(request(Story.with(agent(true)).customerSays("m1", "Refund?"))
                        .visibilities())
                .contains(Visibility.INTERNAL);
    }

    @Test
    void topics_and_the_bound_on_tokens_are_those_of_the_agent() {
        var request = request(Story.with(agent(false)).customerSays("m1", "Refund?"));

        assertThat(request.topics()).containsExactly("returns");
        assertThat(request.maxTokens()).isEqualTo(900);
    }

    @Test
    void the_model_that_compared_stands_in_the_log() {
        var story = Story.with(Agents.shop()).customerSays("m1", "Refund?").searchFinds(0.9);

        assertThat(Objects.requireNonNull(story.latest(KnowledgeRetrieved.class))
                        .model())
                .isNull();
    }

    private static AgentDefinition agent(boolean internal) {
        return Agents.shop().toBuilder()
                .knowledge(new KnowledgePolicy(true, 5, 900, 0.5, internal, List.of("returns"), null))
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
