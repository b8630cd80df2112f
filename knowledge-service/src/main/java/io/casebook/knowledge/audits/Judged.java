package io.casebook.knowledge.audits;

import io.casebook.knowledge.articles.ArticleVersion;
import io.casebook.knowledge.audits.Finding.Judgement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Contradictions: what rules over words doubt, with what models say of it, and what models find beyond that. */
final class Judged {
    private Judged() {}

    /** @param comparison what models have said; null where none is asked */
    static List<Finding> findings(Library library, @Nullable Comparison comparison) {
        var said = comparison == null ? Comparison.NONE : comparison;
        var findings = new ArrayList<Finding>();
        var told = new HashSet<String>();
        for (var doubt : new Contradictions(library).doubts()) {
            var key = doubt.pair().key();
            told.add(key);
            findings.add(doubted(doubt, said.verdicts().get(key)));
        }
        var current = library.articles().stream()
                .filter(article -> !library.isOver(article))
                .map(article -> article.version())
                .collect(Collectors.toSet());
        for (var pair : said.pairs()) {
            var verdict = said.verdicts().get(pair.key());
            var holds = current.contains(pair.one()) && current.contains(pair.other());
            if (verdict != null && verdict.contradict() && holds && told.add(pair.key())) {
                findings.add(found(pair, verdict));
            }
        }
        return findings;
    }

    private static Finding doubted(Contradictions.Doubt doubt, @Nullable Verdict verdict) {
        var one = doubt.one();
        var other = doubt.other();
        return new Finding(
                Kind.CONTRADICTION,
                Library.id(other.article()),
                Library.content(other.article()).title(),
                Library.id(one.article()),
                "%s than `%s`, which says “%s”; correct one of the two"
                        .formatted(doubt.about(), Library.id(one.article()), one.text()),
                other.text(),
                one.text(),
                verdict == null ? null : Judgement.of(verdict));
    }

    private static Finding found(PassagePair pair, Verdict verdict) {
        ArticleVersion article = pair.one();
        return new Finding(
                Kind.CONTRADICTION,
                article.articleId(),
                article.content().title(),
                pair.other().articleId(),
                "contradicts `%s`, which says “%s”; correct one of the two"
                        .formatted(pair.other().articleId(), verdict.secondSays()),
                verdict.firstSays(),
                verdict.secondSays(),
                Judgement.of(verdict));
    }
}
