package io.casebook.gateway.builtin;

import com.github.pemistahl.lingua.api.IsoCode639_1;
import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells the language of a message. Saying nothing is better than a wrong guess: a language that the agent does not speak sends the
 * customer to a human. So small words decide where there are enough of them, statistics of letters only for longer texts without,
 * and two words or a number are no language.
 */
public final class LanguageDetection {
    private static final int FEWEST_WORDS = 3;
    private static final int FEWEST_WORDS_FOR_LETTERS = 7;

    /** Weight of small words from which they decide alone. */
    private static final double ENOUGH = 1.5;

    /** Share of the likeliest language's weight that makes the second one too close to it. */
    private static final double CLOSE = 0.6;

    /** Neighbouring languages share many small words: a lead of four fifths is a whole one. */
    private static final double LEAD = 1.25;

    /** By how much the likeliest language must lead by letters: the runner-up's share of its score. */
    private static final double CLEAR_LEAD = 0.80;

    private static final double LETTERS_CONFIDENCE = 0.85;
    private static final int LONGEST = 400;

    /** What is told apart beside the languages of the agent. */
    private static final Set<Language> COMMON = EnumSet.of(
            Language.ENGLISH,
            Language.GERMAN,
            Language.FRENCH,
            Language.SPANISH,
            Language.ITALIAN,
            Language.DUTCH,
            Language.PORTUGUESE,
            Language.POLISH);

    private final Map<Set<Language>, LanguageDetector> detectors = new ConcurrentHashMap<>();

    /** The language of a message to an agent that speaks some languages. */
    public LanguageGuess of(String message, List<String> spoken) {
        var text = MessageText.plain(message);
        text = text.substring(0, Math.min(text.length(), LONGEST));
        var words = MessageText.wordsOf(text);
        if (words.size() < FEWEST_WORDS) {
            return LanguageGuess.NONE;
        }
        var bySmallWords = bySmallWords(words);
        if (bySmallWords.language() != null) {
            return bySmallWords;
        }
        return words.size() < FEWEST_WORDS_FOR_LETTERS ? LanguageGuess.NONE : byLetters(text, spoken);
    }

    private static LanguageGuess bySmallWords(List<String> words) {
        String best = null;
        var first = 0.0;
        var second = 0.0;
        for (var weight : FunctionWords.weigh(words).entrySet()) {
            if (weight.getValue() > first) {
                second = first;
                first = weight.getValue();
                best = weight.getKey();
            } else {
                second = Math.max(second, weight.getValue());
            }
        }
        if (best == null || first < ENOUGH || second > CLOSE * first) {
            return LanguageGuess.NONE;
        }
        var lead = Math.min(1, LEAD * first / (first + second));
        var share = Math.min(1, first / words.size() * 2);
        return new LanguageGuess(best, Math.min(0.99, 0.6 * lead + 0.4 * Math.max(share, Math.min(1, first / 3))));
    }

    private LanguageGuess byLetters(String text, List<String> spoken) {
        var languages = EnumSet.copyOf(COMMON);
        for (var code : spoken) {
            var language = language(code);
            if (language != null) {
                languages.add(language);
            }
        }
        var confidences = detectors
                .computeIfAbsent(languages, LanguageDetection::detector)
                .computeLanguageConfidenceValues(text);
        Language best = null;
        var second = 0.0;
        for (var confidence : confidences.entrySet()) {
            if (best == null) {
                best = confidence.getKey();
            } else {
                second = Math.max(second, confidence.getValue());
            }
        }
        return best == null || second > CLEAR_LEAD
                ? LanguageGuess.NONE
                : new LanguageGuess(best.getIsoCode639_1().toString(), LETTERS_CONFIDENCE);
    }

    private static LanguageDetector detector(Set<Language> languages) {
        // The low-accuracy models take a fifth of the memory and are as good where the text is not short.
        return LanguageDetectorBuilder.fromLanguages(languages.toArray(Language[]::new))
                .withLowAccuracyMode()
                .build();
    }

    private static @Nullable Language language(String code) {
        var primary = Locale.forLanguageTag(code).getLanguage().toUpperCase(Locale.ROOT);
        for (var known : IsoCode639_1.values()) {
            if (known.name().equals(primary)) {
                return Language.getByIsoCode639_1(known);
            }
        }
        return null;
    }
}
