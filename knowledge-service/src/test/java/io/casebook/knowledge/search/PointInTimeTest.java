package io.casebook.knowledge.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticleChange;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleRetired;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import io.casebook.vocabulary.knowledge.ArticleUsageSet;
import io.casebook.vocabulary.knowledge.TopicDefined;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Promise 8: knowledge has a position. */
class PointInTimeTest {
    private static final List<String> WORDS =
            List.of("refund", "parcel", "tent", "boots", "late", "money", "store", "wash", "size", "card");

    /** A change of one of a few articles. */
    record Change(String id, ArticleChange change) {}

    @Property(tries = 150)
    void a_search_at_a_position_finds_what_was_found_when_the_log_ended_there(
            @ForAll("histories") List<Change> history, @ForAll("questions") String question) {
        var world = new KnowledgeWorld();
        history.forEach(change -> world.change(change.id, change.change));

        var past = new KnowledgeWorld();
        for (var position = -1; position < history.size(); position++) {
            if (position >= 0) {
                past.change(history.get(position).id, history.get(position).change);
            }
            for (var visibilities : List.of(Set.of(Visibility.PUBLIC), Set.of(Visibility.values()))) {
                var query = KnowledgeWorld.asked(question, visibilities);
                var then = past.index().search(position, query);
                var now = world.index().search(position, query);

                assertThat(story(now)).isEqualTo(story(then));
                assertThat(now.answerability()).isEqualTo(then.answerability());
            }
        }
    }

    @Property(tries = 3)
    void so_it_is_after_thousands_of_versions(@ForAll long seed) {
        var random = new Random(seed);
        var world = new KnowledgeWorld();
        for (var i = 0; i < 3_000; i++) {
            var change = changed(random);
            world.change(change.id, change.change);
        }
        for (var i = 0; i < 15; i++) {
            var position = random.nextInt(world.log().size());
            var query = KnowledgeWorld.question(
                    WORDS.get(random.nextInt(WORDS.size())) + " " + WORDS.get(random.nextInt(WORDS.size())));
            var past = new KnowledgeWorld();
            world.log().subList(0, position + 1).forEach(record -> past.change(record.articleId(), record.payload()));

            assertThat(story(world.index().search(position, query)))
                    .isEqualTo(story(past.index().search(position, query)));
        }
    }

    private static Change changed(Random random) {
        var id = "article-" + random.nextInt(120);
        return switch (random.nextInt(8)) {
            case 0 -> new Change(id, new ArticleRetired());
            case 1 -> new Change(id, new ArticleUsageSet(random.nextBoolean()));
            default -> {
                var body = new StringBuilder();
                for (var i = 0; i < 1 + random.nextInt(8); i++) {
                    body.append(i % 3 == 0 ? "\n\n## Part\n\n" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
                }
                yield new Change(id, Articles.article("About it", body.toString()));
            }
        };
    }

    @Property(tries = 150)
    void exactly_the_articles_that_held_at_a_position_can_be_found_there(@ForAll("histories") List<Change> history) {
        var world = new KnowledgeWorld();
        history.forEach(change -> world.change(change.id, change.change));

        // Every article's title begins with this word.
        var query = KnowledgeWorld.asked("About", Set.of(Visibility.PUBLIC));
        for (var position = -1; position < history.size(); position++) {
            var found = world.index().search(position, query);
            var versions = new HashMap<String, Long>();
            found.passages()
                    .forEach(passage -> versions.put(
                            passage.version().articleId(), passage.version().position()));

            assertThat(versions).isEqualTo(Replay.of(world.log(), position, PointInTimeTest::isForAnybody));
        }
    }

    private static boolean isForAnybody(ArticlePublished article) {
        return article.status() == ArticleStatus.PUBLISHED && article.visibility() == Visibility.PUBLIC;
    }

    private static List<String> story(Found found) {
        return found.passages().stream()
                .map(passage -> "%s@%d#%d %s %.6f %s"
                        .formatted(
                                passage.version().articleId(),
                                passage.version().position(),
                                passage.ordinal(),
                                passage.textHash(),
                                passage.score(),
                                passage.text()))
                .toList();
    }

    @Provide
    Arbitrary<List<Change>> histories() {
        return changes().list().ofMinSize(1).ofMaxSize(14);
    }

    @Provide
    Arbitrary<String> questions() {
        return Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(4).map(words -> String.join(" ", words));
    }

    private static Arbitrary<Change> changes() {
        var ids = Arbitraries.of("a", "b", "c", "d");
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Combinators.combine(ids, articles()).as(Change::new)),
                net.jqwik.api.Tuple.of(
                        2,
                        Combinators.combine(ids, Arbitraries.of(true, false))
                                .as((id, on) -> new Change(id, new ArticleUsageSet(on)))),
                net.jqwik.api.Tuple.of(2, ids.map(id -> new Change(id, new ArticleRetired()))),
                net.jqwik.api.Tuple.of(1, ids.map(id -> new Change(id, new TopicDefined("Topic")))));
    }

    private static Arbitrary<ArticlePublished> articles() {
        var sentences = Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(6).map(words -> String.join(" ", words));
        var bodies = sentences
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> "## Part\n\n" + String.join("\n\n## Part\n\n", parts));
        return Combinators.combine(
                        bodies,
                        Arbitraries.of("en", "de"),
                        Arbitraries.frequency(
                                net.jqwik.api.Tuple.of(4, ArticleStatus.PUBLISHED),
                                net.jqwik.api.Tuple.of(1, ArticleStatus.DRAFT)),
                        Arbitraries.frequency(
                                net.jqwik.api.Tuple.of(4, Visibility.PUBLIC),
                                net.jqwik.api.Tuple.of(1, Visibility.INTERNAL)))
                .as((body, language, status, visibility) -> Articles.article("About it", body)
                        .withLanguage(language)
                        .withStatus(status)
                        .withVisibility(visibility));
    }
}
