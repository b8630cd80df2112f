package io.casebook.conversation;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.Locality;
import io.casebook.conversation.definition.Rendered;
import io.casebook.conversation.definition.Template;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.state.ConversationState;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the customer is and how things are written for them: by the data that is attached, else by what the channel told when the
 * conversation began, else by the agent's definition. What is told and cannot be is left out of account.
 */
final class Localities {
    private Localities() {}

    /** The language to write in, as the agent names it: what the customer writes, else that of their locale, else the first. */
    static String language(ConversationState state, AgentDefinition agent) {
        var written = state.language();
        if (written != null) {
            return written;
        }
        var locale = locale(state, agent);
        var spoken = locale == null ? null : agent.spoken(locale.toLanguageTag());
        return spoken == null ? agent.firstLanguage() : spoken;
    }

    /** The customer's locale, in the language that is written in; and their time zone. */
    static Locality of(ConversationState state, AgentDefinition agent) {
        var language = Locale.forLanguageTag(language(state, agent));
        var locale = locale(state, agent);
        var own = zone(state, agent);
        return new Locality(
                inLanguage(language, locale).toLanguageTag(),
                own == null ? agent.customer().companyZone() : own);
    }

    /** The same as far as it is the customer's: null while neither their language nor their locale is known. */
    static @Nullable String knownLocale(ConversationState state, AgentDefinition agent) {
        return state.language() == null && locale(state, agent) == null
                ? null
                : of(state, agent).locale();
    }

    /** The customer's own time zone; null while it is not known. */
    static @Nullable ZoneId zone(ConversationState state, AgentDefinition agent) {
        var attached = zone(attached(state, agent.customer().timeZone()));
        return attached == null ? zone(state.timeZone()) : attached;
    }

    /** Whoever writes in another language than that of their locale still lives where they live. */
    static Locale inLanguage(Locale language, @Nullable Locale locale) {
        if (locale == null || !language.getCountry().isEmpty()) {
            return language;
        }
        return language.getLanguage().equals(locale.getLanguage())
                ? locale
                : new Locale.Builder()
                        .setLanguage(language.getLanguage())
                        .setRegion(locale.getCountry())
                        .build();
    }

    private static @Nullable Locale locale(ConversationState state, AgentDefinition agent) {
        var attached = locale(attached(state, agent.customer().locale()));
        return attached == null ? locale(state.locale()) : attached;
    }

    /** What attached data tells; null where it does not. */
    static @Nullable String attached(ConversationState state, @Nullable Template text) {
        if (text == null) {
            return null;
        }
        var facts = Facts.of(state.customerId(), state.conversationId(), state.channel(), "");
        for (var resource : state.resources().entrySet()) {
            facts = facts.withResource(resource.getKey(), Personal.plain(resource.getValue()));
        }
        return text.render(facts) instanceof Rendered.Complete complete ? complete.text() : null;
    }

    /** The same where yes or no is told, as {@code true}, {@code yes}, {@code false} or {@code no}; null where it is neither. */
    static @Nullable Boolean attachedYesOrNo(ConversationState state, @Nullable Template text) {
        var said = attached(state, text);
        return switch (said == null ? "" : said.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> Boolean.TRUE;
            case "false", "no" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static @Nullable Locale locale(@Nullable String tag) {
        if (tag == null) {
            return null;
        }
        try {
            var locale = new Locale.Builder()
                    .setLanguageTag(tag.strip().replace('_', '-'))
                    .build();
            return locale.getLanguage().isEmpty() ? null : locale;
        } catch (IllformedLocaleException e) {
            return null;
        }
    }

    private static @Nullable ZoneId zone(@Nullable String id) {
        try {
            return id == null ? null : ZoneId.of(id.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
