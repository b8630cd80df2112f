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
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Promise 8 against the slow and obvious answer: thousands of versions with all that decides who finds them and when, asked for at random
 * positions and moments by random askers, and replayed from the beginning of the log each time.
 */
class EligibilityAtAPositionTest {
    private static final int CHANGES = 3_000;
    private static final int QUESTIONS = 100;

    /** Few enough that two passages of each are no more than a search gives. */
    private static final int ARTICLES = 20;

    private static final List<String> GROUPS = List.of("gold", "staff", "beta");
    private static final List<String> TOPICS = List.of("all", "money", "refunds", "parcels");

    @Property(tries = 2)
    void exactly_what_may_be_found_is_found(@ForAll long seed) {
        var random = new Random(seed);
        var world = new KnowledgeWorld();
        for (var i = 0; i < CHANGES; i++) {
            world.change(id(random), change(random));
        }
        for (var i = 0; i < QUESTIONS; i++) {
            var position = random.nextInt(-1, CHANGES);
            var query = query(random);
            var found = new TreeMap<String, Long>();
            world.index()
                    .search(position, query)
                    .passages()
                    .forEach(passage -> found.put(
                            passage.version().articleId(), passage.version().position()));

            assertThat(found)
                    .as("position %d, %s", position, query)
                    .isEqualTo(Replay.of(world.log(), position, article -> isFor(article, query)));
        }
    }

    @Property(tries = 20)
    void a_moment_is_the_position_that_was_the_newest_then(@ForAll long seed) {
        var random = new Random(seed);
        var world = new KnowledgeWorld();
        var seconds = 0L;
        var newest = new TreeMap<Instant, Long>();
        var latest = Instant.EPOCH;
        for (var i = 0; i < 200; i++) {
            // Clocks of several brokers: now and then one is behind.
            seconds += random.nextInt(-3, 10);
            var time = Articles.START.plusSeconds(seconds);
            world.index()
                    .apply(i, Articles.record(0, id(random), change(random)).withPublishedAt(time));
            latest = time.isAfter(latest) ? time : latest;
            newest.put(latest, (long) i);
        }
        for (var i = 0; i < 100; i++) {
            var moment = Articles.START.plusSeconds(random.nextLong(-10, seconds + 20));
            var expected = newest.floorEntry(moment);

            assertThat(world.index().positionAt(moment)).isEqualTo(expected == null ? -1 : expected.getValue());
        }
    }

    private static String id(Random random) {
        return "article-" + random.nextInt(ARTICLES);
    }

    private static ArticleChange change(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> new ArticleRetired();
            case 1 -> new ArticleUsageSet(random.nextBoolean());
            default -> article(random);
        };
    }

    private static ArticlePublished article(Random random) {
        return Articles.article("About it", "## Part\n\nrefund number " + random.nextInt(1_000))
                .withVisibility(one(List.of(Visibility.values()), random))
                .withAudience(random.nextInt(3) == 0 ? List.of(one(GROUPS, random)) : List.of())
                .withTopicId(random.nextBoolean() ? one(TOPICS, random) : null)
                .withAgentId(random.nextInt(4) == 0 ? "bank" : random.nextBoolean() ? "shop" : null)
                .withStatus(random.nextInt(6) == 0 ? ArticleStatus.DRAFT : ArticleStatus.PUBLISHED)
                .withValidFrom(random.nextInt(4) == 0 ? moment(random) : null)
                .withValidTo(random.nextInt(4) == 0 ? moment(random) : null);
    }

    private static SearchQuery query(Random random) {
        return new SearchQuery(
                        "about",
                        SearchQuery.MAX_PASSAGES,
                        random.nextBoolean() ? Set.of(Visibility.PUBLIC) : Set.of(Visibility.values()),
                        random.nextBoolean() ? Set.of() : Set.of(one(GROUPS, random), one(GROUPS, random) + "-other"),
                        random.nextInt(5) == 0 ? null : "shop",
                        null,
                        moment(random))
                .withTopics(random.nextBoolean() ? Set.of() : Set.of(one(TOPICS, random)));
    }

    private static Instant moment(Random random) {
        return Articles.START.plusSeconds(random.nextInt(1_000));
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static boolean isFor(ArticlePublished article, SearchQuery query) {
        if (article.status() != ArticleStatus.PUBLISHED) {
            return false;
        }
        var from = article.validFrom();
        var to = article.validTo();
        return query.visibilities().contains(article.visibility())
                && (article.audience().isEmpty() || !Collections.disjoint(article.audience(), query.audiences()))
                && (query.topics().isEmpty()
                        || (article.topicId() != null && query.topics().contains(article.topicId())))
                && (article.agentId() == null
                        || query.agentId() == null
                        || article.agentId().equals(query.agentId()))
                && (from == null || !query.validAt().isBefore(from))
                && (to == null || query.validAt().isBefore(to));
    }
}
