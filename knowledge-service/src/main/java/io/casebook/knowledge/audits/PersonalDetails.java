package io.casebook.knowledge.audits;

import io.casebook.conversation.definition.Sensitive;
import io.casebook.knowledge.articles.ShelvedArticle;
import io.casebook.platform.redaction.Redactor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what makes a person or an account known: cards, bank accounts, national ids, keys, and e-mail addresses of people. A company's own
 * addresses (support@, billing@) and telephones belong into articles.
 */
final class PersonalDetails {
    private static final Redactor REDACTOR = Redactor.of(
            EnumSet.of(Sensitive.SECRET, Sensitive.IBAN, Sensitive.CARD, Sensitive.NATIONAL_ID, Sensitive.EMAIL));
    /** A person's address has a name in front of the @: two words, or one that is no department. */
    private static final Pattern PERSON = Pattern.compile("[a-z]{2,}[._][a-z]{2,}.*");

    private static final Set<String> DEPARTMENTS = Set.of(
            "customer",
            "service",
            "support",
            "help",
            "desk",
            "team",
            "sales",
            "order",
            "orders",
            "billing",
            "data",
            "privacy",
            "press",
            "kunden",
            "kontakt",
            "no",
            "reply");

    private final Library library;

    PersonalDetails(Library library) {
        this.library = library;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        library.forEach(article -> add(article, findings));
        return findings;
    }

    private static void add(ShelvedArticle article, List<Finding> findings) {
        var told = new HashSet<String>();
        for (var passage : Library.passages(article)) {
            for (var found : REDACTOR.find(passage.text())) {
                if (!isDepartment(found.kind(), found.value()) && told.add(found.token())) {
                    findings.add(new Finding(
                            Kind.PERSONAL_DATA,
                            Library.id(article),
                            Library.content(article).title(),
                            null,
                            "has something in it by which a person or an account is known; take it out",
                            found.token()));
                }
            }
        }
    }

    private static boolean isDepartment(Sensitive kind, String value) {
        if (kind != Sensitive.EMAIL) {
            return false;
        }
        var name = value.substring(0, value.indexOf('@')).toLowerCase(Locale.ROOT);
        return !PERSON.matcher(name).matches()
                || List.of(name.split("[._]")).stream().anyMatch(DEPARTMENTS::contains);
    }
}
