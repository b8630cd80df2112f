package io.casebook.knowledge.search;

import java.util.Arrays;

/**
 * The passages that hold a term, by number, with how often, and how many terms they have. One thread appends; readers hold an
 * instance and see exactly what it had when they got it: later entries go behind its end, or into other arrays.
 */
@SuppressWarnings("ArrayRecordComponent") // Read by index, never compared.
record Postings(int[] passages, int[] counts, int[] lengths, int size) {
    static final Postings NONE = new Postings(new int[0], new int[0], new int[0], 0);

    Postings with(int passage, int count, int length) {
        var roomy = size < passages.length ? this : grown(Math.max(4, size + (size >> 1)));
        roomy.passages[size] = passage;
        roomy.counts[size] = count;
        roomy.lengths[size] = length;
        return new Postings(roomy.passages, roomy.counts, roomy.lengths, size + 1);
    }

    private Postings grown(int room) {
        return new Postings(
                Arrays.copyOf(passages, room), Arrays.copyOf(counts, room), Arrays.copyOf(lengths, room), size);
    }
}
