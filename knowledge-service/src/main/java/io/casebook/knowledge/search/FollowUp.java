package io.casebook.knowledge.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells questions that say only half of what they ask from those that stand for themselves: "and for Germany?" means nothing
 * without the question before it.
 */
final class FollowUp {
    /** A longer question says itself what it is about. */
    private static final int MOST_WORDS = 12;

    /** Up to this length a question of a few words alone hardly says what it is about. */
    private static final int FEW_WORDS = 4;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}'’]+");

    /** Beginnings that go on with what was said. */
    private static final List<String> GOES_ON = List.of(
            "and ",
            "or ",
            "but ",
            "also ",
            "then ",
            "what about ",
            "how about ",
            "what if ",
            "und ",
            "oder ",
            "aber ",
            "auch ",
            "was ist mit ",
            "wie ist es mit ",
            "et ",
            "ou ",
            "mais ",
            "aussi ",
            "y ",
            "o ",
            "pero ",
            "e ",
            "anche ",
            "en ",
            "of ",
            "maar ",
            "ook ");

    /** Words that stand for what was said. */
    private static final Set<String> POINTS_BACK = words("""
            it its it's they them their that this those these there one ones he she him her \
            es sie ihn ihm ihr ihre das dies diese dieser dieses dort davon dafür damit danach \
            il elle ils elles cela ça celui celle y en lo la los las eso esto ella ello essi esso ciò \
            het hij zij deze dit die dat daar daarvan ervan""");

    private FollowUp() {}

    /** Whether a question needs what was said before it. */
    static boolean leansOnWhatWasSaid(String question) {
        var lower = question.toLowerCase(Locale.ROOT).strip();
        var words = WORD.matcher(lower)
                .results()
                .map(match -> match.group().replace('’', '\''))
                .toList();
        if (words.isEmpty() || words.size() > MOST_WORDS) {
            return false;
        }
        return words.size() <= FEW_WORDS
                || GOES_ON.stream().anyMatch(lower::startsWith)
                || words.stream().anyMatch(POINTS_BACK::contains);
    }

    private static Set<String> words(String text) {
        return Set.copyOf(Arrays.asList(text.strip().split("\\s+")));
    }
}
