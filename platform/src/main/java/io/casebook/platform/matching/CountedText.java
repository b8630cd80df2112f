package io.casebook.platform.matching;

/**
 * A text that counts how often it is looked at, and ends that when it was enough. There are patterns, and texts for them, that Java's
 * matcher would be at for years, and cannot be stopped at; the text may be a customer's. For one thread.
 */
public final class CountedText implements CharSequence {
    private final String text;
    private final long most;
    private long looks;

    /**
     * @param text the text
     * @param most how many looks there may be
     */
    public CountedText(String text, long most) {
        this.text = text;
        this.most = most;
    }

    /** It was looked at often enough. */
    public static final class UsedUpException extends RuntimeException {
        UsedUpException() {
            super("the text was looked at as often as may be", null, false, false);
        }
    }

    @Override
    public char charAt(int index) {
        spend(1);
        return text.charAt(index);
    }

    /**
     * Counts work that is not done by looking at this text.
     *
     * @throws UsedUpException where that is too much
     */
    public void spend(long more) {
        looks += more;
        if (looks > most) {
            throw new UsedUpException();
        }
    }

    /**
     * Ends the looking, because there is more work in the text than may be.
     *
     * @return what to throw
     */
    public UsedUpException giveUp() {
        return new UsedUpException();
    }

    /** A part, whose looks are counted as looks at the whole. */
    public CharSequence part(int start, int end) {
        return new Part(start, text.substring(start, end));
    }

    private final class Part implements CharSequence {
        private final int start;
        private final String part;

        Part(int start, String part) {
            this.start = start;
            this.part = part;
        }

        @Override
        public char charAt(int index) {
            return CountedText.this.charAt(start + index);
        }

        @Override
        public int length() {
            return part.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return part.substring(from, to);
        }

        @Override
        public String toString() {
            return part;
        }
    }

    /** How often it was looked at. */
    public long looks() {
        return looks;
    }

    @Override
    public int length() {
        return text.length();
    }

    /** A part, which is not counted any more: for parts that are short. */
    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    /** The text itself. */
    @Override
    public String toString() {
        return text;
    }
}
