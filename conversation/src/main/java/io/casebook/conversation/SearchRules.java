package io.casebook.conversation;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.TranscriptEntry;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.event.KnowledgeRequested;
import io.casebook.vocabulary.state.UnansweredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is searched for in the articles, and on whose behalf. */
final class SearchRules {
    /** A list as templates write it, or names with commas between. */
    private static final Pattern BETWEEN_NAMES = Pattern.compile("[\\[\\]\",\\s]+");

    /** "And in Austria?", "And if it is worn?": more than so many questions hardly lean on one another. */
    private static final int MOST_BEFORE = 3;

    private SearchRules() {}

    /** Asks the articles for what the customer wrote in this turn. */
    static void request(Decision decision, String text) {
        var policy = decision.definition().knowledge();
        if (!policy.on() || text.isBlank()) {
            return;
        }
        decision.byAgent(new KnowledgeRequested(
                        DerivedIds.named("search", decision, text),
                        Personal.text(text),
                        policy.passages(),
                        visibilities(decision))
                .withContextFrom(messagesBefore(decision))
                .withAudiences(audiences(decision))
                .withTopics(policy.topics())
                .withMaxTokens(policy.maxTokens()));
    }

    /** The first of the customer's last messages before those of this turn; null where there is none any more. */
    private static @Nullable Long messagesBefore(Decision decision) {
        var first = decision.state().unanswered().stream()
                .filter(message -> decision.turn().messageIds().contains(message.messageId()))
                .mapToLong(UnansweredMessage::sequence)
                .min();
        if (first.isEmpty()) {
            return null;
        }
        var before = decision.state().transcript().stream()
                .filter(entry -> entry.speaker() == Speaker.CUSTOMER && entry.sequence() < first.getAsLong())
                .map(TranscriptEntry::sequence)
                .toList();
        return before.isEmpty() ? null : before.get(Math.max(0, before.size() - MOST_BEFORE));
    }

    /** What may be found: everybody's articles, those for users where it is known who the customer is, and what steers the agent. */
    private static List<Visibility> visibilities(Decision decision) {
        var policy = decision.definition().knowledge();
        var visibilities = new ArrayList<>(List.of(Visibility.PUBLIC));
        if (Boolean.TRUE.equals(Localities.attachedYesOrNo(decision.state(), policy.users()))) {
            visibilities.add(Visibility.USERS);
        }
        if (policy.internal()) {
            visibilities.add(Visibility.INTERNAL);
        }
        return visibilities;
    }

    /** The groups that the attached data puts the customer in. */
    private static List<String> audiences(Decision decision) {
        var told = Localities.attached(
                decision.state(), decision.definition().knowledge().audience());
        var audiences = new ArrayList<String>();
        if (told != null) {
            BETWEEN_NAMES.splitAsStream(told).filter(name -> !name.isEmpty()).forEach(audiences::add);
        }
        return audiences;
    }
}
