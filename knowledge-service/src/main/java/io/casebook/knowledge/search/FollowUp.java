package io.casebook.knowledge.search;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells questions that say only half of what they ask from those that stand for themselves: "and for Germany?" means nothing
 * without the question before it.
 */
final class FollowUp {
    /** A longer question says itself what it is about. */
    private static final int MOST_WORDS = 12;

    /** Up to this length a question of a few words alone hardly says what it is about. */
    private static final int FEW_WORDS = 4;

    /** Further back than this nobody points. */
    private static final int MOST_STEPS = 3;

    /** Characters of one step that count. */
    private static final int MAX_STEP = 400;

    private static final Pattern PARAGRAPH = Pattern.compile("\\n\\s*\\n");

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

    /**
     * What a question means beside its own words: of what was said before the last that stands for itself, and what came after it.
     *
     * @param said what was said before, each in a paragraph of its own; null where nothing was
     * @return null where the question stands for itself
     */
    static @Nullable String meant(String question, @Nullable String said) {
        if (said == null || said.isBlank() || !leansOnWhatWasSaid(question)) {
            return null;
        }
        var meant = new ArrayDeque<String>();
        for (var part : Arrays.asList(PARAGRAPH.split(said.strip())).reversed()) {
            meant.addFirst(lastOf(part.strip()));
            if (meant.size() == MOST_STEPS || !leansOnWhatWasSaid(part)) {
                break;
            }
        }
        return String.join(" ", meant);
    }

    /** Customers tell a story first and ask at its end. */
    private static String lastOf(String text) {
        return text.length() <= MAX_STEP ? text : text.substring(text.length() - MAX_STEP);
    }

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
