package io.casebook.knowledge.search;

import java.util.Arrays;

/**
 * The passages that hold a term, by number, with how often. One thread appends; readers hold an instance and see exactly what it had
 * when they got it: later entries go behind its end, or into another array.
 */
@SuppressWarnings("ArrayRecordComponent") // Read by index, never compared.
record Postings(int[] passages, int[] counts, int size) {
    static final Postings NONE = new Postings(new int[0], new int[0], 0);

    Postings with(int passage, int count) {
        var roomy = size < passages.length
                ? this
                : new Postings(
                        Arrays.copyOf(passages, Math.max(4, size + (size >> 1))),
                        Arrays.copyOf(counts, Math.max(4, size + (size >> 1))),
                        size);
        roomy.passages[size] = passage;
        roomy.counts[size] = count;
        return new Postings(roomy.passages, roomy.counts, size + 1);
    }
}
