package io.casebook.knowledge;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Words that no other text holds, the same ones in every run. They are letters only: one of chance with figures in it has the form of a
 * national id or of another number every hundred questions or so, and would rightly be masked.
 */
public final class MadeUpWords {
    private static final int LETTERS = 12;

    private final Random random;

    /** @param seed another one for every class of tests that shares a server */
    public MadeUpWords(long seed) {
        this.random = new Random(seed);
    }

    /** The next word. */
    public String next() {
        return random.ints(LETTERS, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** The next words, with spaces between. */
    public String next(int words) {
        return IntStream.range(0, words).mapToObj(ignored -> next()).collect(Collectors.joining(" "));
    }
}
