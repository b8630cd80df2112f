package io.casebook.gateway.answer;

import io.casebook.vocabulary.Citation;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.llm.Passage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The passages that a text names as its sources, taken out of the text.
 *
 * @param text the text without them
 * @param citations the passages, in the order in which they are named first
 */
public record Citations(String text, List<Citation> citations) {
    private static final Pattern MARK = Pattern.compile("[ \\t]*[\\[【]\\s*(\\d{1,3}(?:\\s*[,;]\\s*\\d{1,3})*)\\s*[]】]");
    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;]\\s*");

    public Citations {
        citations = List.copyOf(citations);
    }

    /**
     * Takes the marks out of a text: {@code [1]}, {@code [1, 2]}, {@code 【1】}. A mark whose numbers are those of no passage
     * that may be quoted is no mark and stays.
     */
    static Citations take(String text, List<Passage> passages) {
        var cited = new LinkedHashSet<Integer>();
        var plain = new StringBuilder();
        var matcher = MARK.matcher(text);
        while (matcher.find()) {
            var numbers = numbers(matcher.group(1));
            if (numbers.stream().allMatch(number -> quotable(number, passages))) {
                cited.addAll(numbers);
                matcher.appendReplacement(plain, "");
            }
        }
        matcher.appendTail(plain);
        return new Citations(
                plain.toString().strip(),
                cited.stream().map(number -> of(passages.get(number - 1))).toList());
    }

    /** The citation of a passage. */
    public static Citation of(Passage passage) {
        var source = passage.source();
        return new Citation(
                source.articleId(), source.articlePosition(), source.passage(), passage.title(), passage.url());
    }

    private static List<Integer> numbers(String list) {
        var numbers = new ArrayList<Integer>();
        for (var number : SEPARATOR.split(list)) {
            numbers.add(Integer.valueOf(number.strip()));
        }
        return numbers;
    }

    private static boolean quotable(int number, List<Passage> passages) {
        return number >= 1
                && number <= passages.size()
                && passages.get(number - 1).source().visibility() != Visibility.INTERNAL;
    }
}
