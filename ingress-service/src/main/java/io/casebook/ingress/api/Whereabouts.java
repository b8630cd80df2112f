package io.casebook.ingress.api;

import io.casebook.ingress.request.Fields;
import io.casebook.platform.http.ApiException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a customer is, as a channel tells it. */
final class Whereabouts {
    private static final int LONGEST = 64;

    private Whereabouts() {}

    /** Language and variant; null where nothing is told. */
    static @Nullable String locale(Fields fields) {
        var tag = fields.optionalText("locale", LONGEST);
        if (tag == null) {
            return null;
        }
        try {
            var locale = new Locale.Builder().setLanguageTag(tag.strip()).build();
            if (!locale.getLanguage().isEmpty()) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            // said below
        }
        throw ApiException.invalid("locale", "`locale` is no language tag (BCP 47); send for example `de-AT`");
    }

    /** The time zone; null where nothing is told. */
    static @Nullable String timeZone(Fields fields) {
        var id = fields.optionalText("time_zone", LONGEST);
        try {
            return id == null ? null : ZoneId.of(id.strip()).getId();
        } catch (DateTimeException e) {
            throw ApiException.invalid("time_zone", "`time_zone` is unknown; send for example `Europe/Vienna`");
        }
    }
}
