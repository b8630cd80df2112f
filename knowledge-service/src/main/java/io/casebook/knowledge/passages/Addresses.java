package io.casebook.knowledge.passages;

/**
 * The web addresses behind the links of one article. One address that is defined once may be linked to from every third character, so
 * there is an end to how often they are shown.
 */
final class Addresses {
    private static final int FEW = 1 << 16;
    private static final int TIMES = 4;

    private long left;

    /** @param characters how long the article is */
    Addresses(int characters) {
        this.left = Math.max(FEW, (long) TIMES * characters);
    }

    /** What follows a link's words: the address in brackets; nothing where it adds nothing, leads nowhere, or too many were shown. */
    String suffix(String words, String destination) {
        var suffix = Links.suffix(words, destination);
        left -= suffix.length();
        return left < 0 ? "" : suffix;
    }
}
