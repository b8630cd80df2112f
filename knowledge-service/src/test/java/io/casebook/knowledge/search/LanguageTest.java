package io.casebook.knowledge.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.vocabulary.Visibility;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    private final KnowledgeWorld world = new KnowledgeWorld()
            .publish("en", Articles.article("Refund", "refund money"))
            .publish("de", Articles.article("Erstattung", "erstattung geld").withLanguage("de-AT"));

    @Test
    void the_language_of_the_customer_comes_alone_where_it_answers() {
        assertThat(world.found(question("erstattung geld", "de"))).containsExactly("de");
        assertThat(world.found(question("refund money", "en-GB"))).containsExactly("en");
    }

    @Test
    void another_language_helps_out_where_the_own_does_not_answer() {
        assertThat(world.found(question("refund money", "de")).getFirst()).isEqualTo("en");
        assertThat(world.found(question("refund money", "fr")).getFirst()).isEqualTo("en");
    }

    @Test
    void an_unknown_language_searches_in_all() {
        assertThat(world.found(question("erstattung geld", null)).getFirst()).isEqualTo("de");
    }

    @ParameterizedTest
    @CsvSource({
        "en, How do I return my boots?, return;boot",
        "de, Wie sende ich Pakete zurück?, send;paket;zuruck",
        "nl, Hoe stuur ik pakketten terug?, stur;pakket;terug",
        "xx, Some Words, some;words",
        "ja, 返品, 返品"
    })
    void words_are_cut_in_the_way_of_their_language(String language, String text, String terms) {
        assertThat(Analysis.terms(language, text)).contains(terms.split(";"));
    }

    private static SearchQuery question(String text, @org.jspecify.annotations.Nullable String language) {
        return new SearchQuery(
                text, 5, Set.of(Visibility.PUBLIC), Set.of(), "shop", language, Instant.parse("2026-07-01T00:00:00Z"));
    }

    @Test
    void a_language_that_nobody_knows_is_searched_by_its_words_as_they_are_written() {
        world.publish(
                        "klingon",
                        Articles.article("Qapla", "nuqneH tlhIngan Hol").withLanguage("tlh"))
                .publish("english", Articles.article("Refunds", "A refund takes five days."));

        assertThat(world.found(question("tlhIngan Hol", "tlh"))).startsWith("klingon");
        assertThat(world.found(question("refund five days", "x-nobody"))).startsWith("english");
    }
}
