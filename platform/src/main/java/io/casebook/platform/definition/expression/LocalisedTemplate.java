package io.casebook.platform.definition.expression;

import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.Rendered;
import io.casebook.conversation.definition.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A text in several languages; the customer's, else the first one that was written. */
record LocalisedTemplate(Map<String, Template> byLanguage) implements Template {

    LocalisedTemplate {
        byLanguage = Collections.unmodifiableMap(new LinkedHashMap<>(byLanguage));
    }

    @Override
    public String source() {
        return first().source();
    }

    @Override
    public Rendered render(Facts facts) {
        String language = facts.language().toLowerCase(Locale.ROOT);
        String variant = facts.locality().locale().toLowerCase(Locale.ROOT);
        Template exact = byLanguage.getOrDefault(variant, byLanguage.get(language));
        Template near = exact != null ? exact : byLanguage.get(primary(language));
        return (near != null ? near : first()).render(facts);
    }

    private Template first() {
        @Nullable Template first = byLanguage.values().stream().findFirst().orElse(null);
        if (first == null) {
            throw new IllegalStateException("a text has at least one language");
        }
        return first;
    }

    private static String primary(String language) {
        int end = language.indexOf('-');
        return end < 0 ? language : language.substring(0, end);
    }
}
