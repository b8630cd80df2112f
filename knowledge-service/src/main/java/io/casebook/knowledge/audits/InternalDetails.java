package io.casebook.knowledge.audits;

import io.casebook.knowledge.articles.ShelvedArticle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds what is meant for colleagues in articles that customers see: marks, addresses inside the house, words of internal articles. */
final class InternalDetails {
    /** So many words in a row that stand in an internal article are no coincidence. */
    private static final int WORDS = 12;

    private static final Pattern MARK = Pattern.compile(
            "(?iu)\\b(?:for internal use|internal use only|internal only|staff only|agents only|confidential|do not share"
                    + "|do not tell (?:the )?customers?|not for customers|nur intern|nur für den internen gebrauch|nur für mitarbeiter"
                    + "|vertraulich|nicht weitergeben|nicht für kunden)\\b");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)\\b(?:[a-z0-9-]+\\.)+(?:internal|intranet|corp|local|lan)\\b|\\blocalhost\\b"
                    + "|\\b(?:10(?:\\.\\d{1,3}){3}|192\\.168(?:\\.\\d{1,3}){2}|172\\.(?:1[6-9]|2\\d|3[01])(?:\\.\\d{1,3}){2})\\b");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Library library;
    private final Map<String, String> internalWords = new HashMap<>();

    InternalDetails(Library library) {
        this.library = library;
        library.forEach(article -> {
            if (Library.isInternal(article)) {
                Library.passages(article)
                        .forEach(passage ->
                                runs(passage.text()).forEach(run -> internalWords.put(run, Library.id(article))));
            }
        });
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        library.forEach(article -> {
            if (!Library.isInternal(article)) {
                Library.passages(article).forEach(passage -> inPassage(article, passage.text(), findings));
            }
        });
        return findings;
    }

    private void inPassage(ShelvedArticle article, String text, List<Finding> findings) {
        for (var pattern : List.of(MARK, ADDRESS)) {
            var found = pattern.matcher(text);
            if (found.find()) {
                findings.add(finding(
                        article, null, "customers see what seems meant for colleagues; take it out", found.group()));
            }
        }
        for (var run : runs(text)) {
            var internal = internalWords.get(run);
            if (internal != null) {
                findings.add(finding(
                        article,
                        internal,
                        "customers see words of the internal article `%s`; take them out of one of the two"
                                .formatted(internal),
                        run));
                return;
            }
        }
    }

    private static Finding finding(
            ShelvedArticle article, @org.jspecify.annotations.Nullable String other, String message, String excerpt) {
        return new Finding(
                Kind.INTERNAL_DETAIL,
                Library.id(article),
                Library.content(article).title(),
                other,
                message,
                excerpt);
    }

    private static List<String> runs(String text) {
        var words = List.of(NO_WORD.split(text.toLowerCase(Locale.ROOT)));
        var runs = new ArrayList<String>();
        for (var at = 0; at + WORDS <= words.size(); at++) {
            runs.add(String.join(" ", words.subList(at, at + WORDS)));
        }
        return runs;
    }
}
