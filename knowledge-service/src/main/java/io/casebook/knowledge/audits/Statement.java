package io.casebook.knowledge.audits;

import io.casebook.knowledge.articles.ShelvedArticle;
import io.casebook.knowledge.passages.PassageText;
import io.casebook.knowledge.search.Analysis;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A sentence of an article, taken apart.
 *
 * @param article whose it is
 * @param passage where it stands
 * @param text the sentence
 * @param terms what it is about: its stemmed words without numbers
 * @param numbers the numbers in it, by what they count
 * @param denies whether it says that something is not so
 */
record Statement(
        ShelvedArticle article,
        PassageText passage,
        String text,
        Set<String> terms,
        Map<String, Set<String>> numbers,
        boolean denies) {
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\p{L}\\p{N}.,-])(?<before>EUR|USD|GBP|CHF|[€$£])?\\s?(?<number>\\d{1,3}(?:[.,]\\d{3})+|\\d+(?:[.,]\\d+)?)"
                    + "(?![\\p{N}])\\s?-?(?<after>%|€|[\\p{L}]+)?");
    private static final Pattern DENIAL =
            Pattern.compile("(?iu)\\b(?:not|no|never|cannot|nicht|kein\\p{L}*|nie|niemals)\\b|n['’]t\\b");
    private static final int FEWEST_TERMS = 4;
    private static final int LONGEST = 400;

    Statement {
        terms = Set.copyOf(terms);
        numbers = Map.copyOf(numbers);
    }

    /** The sentences of a passage that say enough to be compared. */
    static List<Statement> of(ShelvedArticle article, PassageText passage) {
        var language = Library.content(article).language();
        var locale = Locale.forLanguageTag(language);
        var statements = new ArrayList<Statement>();
        for (var line : passage.text().lines().toList()) {
            var sentences = BreakIterator.getSentenceInstance(locale);
            sentences.setText(line);
            var start = sentences.first();
            for (var end = sentences.next(); end != BreakIterator.DONE; start = end, end = sentences.next()) {
                var text = line.substring(start, end).strip();
                var terms = new TreeSet<>(Analysis.terms(
                        locale.getLanguage(), NUMBER.matcher(text).replaceAll(" $3 ")));
                if (terms.size() >= FEWEST_TERMS && text.length() <= LONGEST) {
                    statements.add(new Statement(
                            article,
                            passage,
                            text,
                            terms,
                            numbers(text),
                            DENIAL.matcher(text).find()));
                }
            }
        }
        return statements;
    }

    private static Map<String, Set<String>> numbers(String text) {
        var numbers = new HashMap<String, Set<String>>();
        var found = NUMBER.matcher(text);
        while (found.find()) {
            var before = found.group("before");
            var after = found.group("after");
            var unit = before != null ? before : after == null ? "" : after;
            numbers.computeIfAbsent(unit(unit), key -> new TreeSet<>())
                    .add(found.group("number").replace(',', '.'));
        }
        return numbers;
    }

    /** Days and day, euros and EUR count the same. */
    private static String unit(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "€", "eur", "euro", "euros" -> "eur";
            case "$", "usd", "dollar", "dollars" -> "usd";
            case "£", "gbp", "pound", "pounds" -> "gbp";
            case "tage", "tagen", "tag", "day", "days" -> "day";
            case "wochen", "woche", "week", "weeks" -> "week";
            case "monate", "monaten", "monat", "month", "months" -> "month";
            case "jahre", "jahren", "jahr", "year", "years" -> "year";
            case "stunden", "stunde", "hour", "hours" -> "hour";
            default -> lower;
        };
    }
}
