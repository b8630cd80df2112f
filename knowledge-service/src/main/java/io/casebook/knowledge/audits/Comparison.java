package io.casebook.knowledge.audits;

import java.util.List;
import java.util.Map;

/**
 * What models have said of the articles' passages so far.
 *
 * @param position position of the knowledge log that the pairs are of; -1 before the first look
 * @param pairs the pairs that are worth a model's look, most alike first
 * @param verdicts what was said, by the pairs' keys
 * @param failed how many pairs no model could judge yet
 * @param left how many passages were not compared with all others, because there are too many
 */
public record Comparison(long position, List<PassagePair> pairs, Map<String, Verdict> verdicts, int failed, int left) {
    /** Before the first look. */
    public static final Comparison NONE = new Comparison(-1, List.of(), Map.of(), 0, 0);

    public Comparison {
        pairs = List.copyOf(pairs);
        verdicts = Map.copyOf(verdicts);
    }

    /** How many pairs were judged. */
    public int judged() {
        return (int)
                pairs.stream().filter(pair -> verdicts.containsKey(pair.key())).count();
    }

    /** How many pairs wait to be judged. */
    public int waiting() {
        return pairs.size() - judged();
    }
}
