package io.casebook.conversation.definition;

/** Which replies a person approves before the customer sees them. */
public sealed interface ReplyApproval {

    /** None. */
    record Off() implements ReplyApproval {}

    /** Every one. */
    record All() implements ReplyApproval {}

    /**
     * A random part of them, chosen by a hash of the reply's id, so that a repetition chooses the same.
     *
     * @param share part of the replies, above 0, at most 1
     */
    record Sample(double share) implements ReplyApproval {
        public Sample {
            Require.share(share, "sample");
            if (share == 0) {
                throw new IllegalArgumentException("a sample of 0 approves nothing: use off");
            }
        }
    }

    /**
     * Those for which a condition holds; an undecided condition asks for approval.
     *
     * @param condition reads the facts at the end of the turn
     */
    record When(Condition condition) implements ReplyApproval {}
}
