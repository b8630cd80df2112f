package io.casebook.conversation;

import io.casebook.conversation.definition.HandOffPolicy;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a customer is told who is given to a team that is away at the moment. */
final class AbsenceRules {
    private AbsenceRules() {}

    /** When the team's hours begin; null where it is there now, has no hours, or nobody can tell. */
    static @Nullable Instant backFrom(Decision decision, HandOffPolicy.Target team) {
        var hours = team.hours();
        return hours == null || hours.openAt(decision.now()) ? null : hours.nextOpening(decision.now());
    }

    /** That people take over, and from when on where that is not now. */
    static String words(Decision decision, HandOffPolicy.Target team, @Nullable Instant from) {
        var language = decision.language();
        var hours = team.hours();
        if (from == null || hours == null) {
            return Wording.HANDED_OFF.in(language);
        }
        var own = Localities.zone(decision.state(), decision.definition());
        var locale = Localities.inLanguage(
                Wording.spokenTo(language),
                Locale.forLanguageTag(
                        Localities.of(decision.state(), decision.definition()).locale()));
        var at = from.atZone(own == null ? hours.zone() : own);
        return Wording.HANDED_OFF_LATER
                .in(language)
                .formatted(
                        plain(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                                .withLocale(locale)
                                .format(at)),
                        plain(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                                        .withLocale(locale)
                                        .format(at)
                                + (own == null ? zone(hours.zone()) : "")));
    }

    /** Whoever's time zone is not known is told which one is meant. */
    private static String zone(ZoneId zone) {
        return " (" + zone.getId() + ")";
    }

    /** Locales put narrow spaces into times, which many channels show as boxes. */
    private static String plain(String text) {
        return text.replace('\u202f', ' ').replace('\u00a0', ' ');
    }
}
