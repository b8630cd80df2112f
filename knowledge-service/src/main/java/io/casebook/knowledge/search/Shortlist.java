package io.casebook.knowledge.search;

import io.casebook.knowledge.passages.PassageText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search found, in order, before it is cut to what was asked for: whoever knows a better order may still say so. */
public final class Shortlist {
    private final long position;
    private final SearchQuery query;
    private final List<Scored> ordered;
    private final double answerability;
    private final @Nullable String modelId;

    /**
     * @param position position of the knowledge log that was read
     * @param query what was asked for
     * @param ordered more passages than that, best first
     * @param answerability how likely it is that the passages answer the question, 0 to 1
     * @param modelId the model that compared meanings; null where words alone were compared, or nothing
     */
    Shortlist(long position, SearchQuery query, List<Scored> ordered, double answerability, @Nullable String modelId) {
        this.position = position;
        this.query = query;
        this.ordered = List.copyOf(ordered);
        this.answerability = answerability;
        this.modelId = modelId;
    }

    /** What was asked for. */
    public SearchQuery query() {
        return query;
    }

    /** The first passages, in order. */
    public List<PassageText> first(int most) {
        return ordered.stream()
                .limit(most)
                .map(scored -> scored.passage().text())
                .toList();
    }

    double answerability() {
        return answerability;
    }

    /** What was found, in the order that the scores say. */
    public Found found() {
        return cut(ordered, null);
    }

    /**
     * What was found in another order. Scores and answerability stay what they are.
     *
     * @param order places among {@linkplain #first the first} passages, from 0, best first; what is not named comes after those that are, in its
     *     order, and a place that does not exist is passed over
     * @param orderedBy who says so
     */
    public Found found(List<Integer> order, String orderedBy) {
        var named = new LinkedHashSet<Scored>();
        order.stream()
                .filter(place -> place >= 0 && place < ordered.size())
                .map(ordered::get)
                .forEach(named::add);
        var all = new ArrayList<>(named);
        ordered.stream().filter(scored -> !named.contains(scored)).forEach(all::add);
        return cut(all, orderedBy);
    }

    private Found cut(List<Scored> inOrder, @Nullable String orderedBy) {
        return new Found(
                position,
                Cut.of(inOrder, query).stream().map(Shortlist::found).toList(),
                answerability,
                modelId,
                orderedBy);
    }

    private static FoundPassage found(Scored scored) {
        var passage = scored.passage();
        return new FoundPassage(
                passage.version(),
                passage.ordinal(),
                passage.text().title(),
                passage.text().text(),
                passage.textHash(),
                scored.score());
    }
}
