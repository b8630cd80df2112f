package io.casebook.conversation.definition;

import java.util.Set;
import java.util.function.Function;

/** A condition that the definition states, compiled. Pure: the same facts give the same verdict. */
public interface Condition {

    /** The condition as the author wrote it. */
    String source();

    /**
     * The facts that the condition reads, each a path of names such as {@code resources.order.total}: who has not all of them cannot
     * tell whether it holds. Empty for a condition in Java, which reads what it was written for.
     */
    default Set<String> reads() {
        return Set.of();
    }

    /** Says whether the condition holds; never throws. */
    Verdict test(Facts facts);

    /** A condition in Java, for rules that no author writes and for tests. */
    static Condition of(String source, Function<Facts, Verdict> rule) {
        return new Condition() {
            @Override
            public String source() {
                return source;
            }

            @Override
            public Verdict test(Facts facts) {
                return rule.apply(facts);
            }

            @Override
            public String toString() {
                return source;
            }
        };
    }
}
