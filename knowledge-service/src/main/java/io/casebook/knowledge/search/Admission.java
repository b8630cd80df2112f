package io.casebook.knowledge.search;

import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as it decides which articles are found.
 *
 * @param visibilities whose articles may be found
 * @param audiences groups that the asker belongs to
 * @param agentId the agent that asks; null for articles of every agent
 * @param topics only articles of these topics; empty for all
 * @param language only articles in this language, without region; null for all
 */
record Admission(
        Set<Visibility> visibilities,
        Set<String> audiences,
        @Nullable String agentId,
        Set<String> topics,
        @Nullable String language) {
    Admission {
        visibilities = Set.copyOf(visibilities);
        audiences = Set.copyOf(audiences);
        topics = Set.copyOf(topics);
    }

    Admission in(String onlyLanguage) {
        return new Admission(visibilities, audiences, agentId, topics, onlyLanguage);
    }

    /** Whether an article may be found: visibility, audience, agent, topic and language must all agree. */
    boolean admits(ArticlePublished article, String articleLanguage) {
        return visibilities.contains(article.visibility())
                && (article.audience().isEmpty() || !Collections.disjoint(article.audience(), audiences))
                && (article.agentId() == null
                        || agentId == null
                        || article.agentId().equals(agentId))
                && (topics.isEmpty() || (article.topicId() != null && topics.contains(article.topicId())))
                && (language == null || language.equals(articleLanguage));
    }
}
