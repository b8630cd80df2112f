package io.casebook.platform.definition;

import io.casebook.conversation.definition.CustomerPolicy;
import io.casebook.conversation.definition.Template;
import io.casebook.platform.definition.expression.Expressions;
import io.casebook.platform.definition.expression.Parsed;
import io.casebook.platform.definition.expression.Scope;
import io.casebook.platform.definition.expression.Spelling;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code customer}: where it stands whom the agent speaks to, and whether it may. */
final class CustomerReader {
    private static final Pattern SOURCE = Pattern.compile("\\$(resources\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+)");
    private static final String DEFAULT_SOURCE = "$resources.identity.";
    private static final String ASSUMED = "assumed";
    private static final String REQUIRED = "required";

    private final Fields fields;
    private final Problems.InFile problems;

    CustomerReader(Fields fields) {
        this.fields = fields;
        this.problems = fields.problems();
    }

    CustomerPolicy read() {
        ZoneId zone = zone(fields, "time_zone", ZoneOffset.UTC);
        if (fields.isOff("customer")) {
            return new CustomerPolicy(null, null, null, false, false, zone);
        }
        Fields block = fields.block("customer");
        if (block == null) {
            return new CustomerPolicy(
                    text(DEFAULT_SOURCE + "locale"),
                    text(DEFAULT_SOURCE + "time_zone"),
                    text(DEFAULT_SOURCE + "ai"),
                    false,
                    true,
                    zone);
        }
        CustomerPolicy policy = new CustomerPolicy(
                source(block, "locale"),
                source(block, "time_zone"),
                source(block, "ai"),
                consentRequired(block),
                block.flag("opt_out", true),
                zone);
        block.done();
        return policy;
    }

    /** A part of a resource, as a text; null where it is switched off, or wrong, which becomes a problem. */
    static @Nullable Template source(Fields block, String key) {
        if (block.isOff(key)) {
            return null;
        }
        String source = block.text(key, DEFAULT_SOURCE + key);
        Template text = text(source);
        if (text == null) {
            block.problems()
                    .error(
                            block.line(key),
                            key + " must name a part of a resource, not " + source,
                            "e.g. " + key + ": $resources.crm." + key + ", or off");
        }
        return text;
    }

    /** Where channels say by default that it is known who the customer is. */
    static @Nullable Template known() {
        return text(DEFAULT_SOURCE + "ok");
    }

    private static @Nullable Template text(String source) {
        var matcher = SOURCE.matcher(source);
        if (!matcher.matches()) {
            return null;
        }
        return new Expressions(Scope.CONVERSATION).text("{" + matcher.group(1) + "}")
                        instanceof Parsed.Good<Template> good
                ? good.value()
                : null;
    }

    private boolean consentRequired(Fields block) {
        String consent = block.text("consent", ASSUMED);
        if (!consent.equals(ASSUMED) && !consent.equals(REQUIRED)) {
            problems.error(
                    block.line("consent"),
                    "consent must be assumed or required, not " + consent,
                    Spelling.hint(consent, List.of(ASSUMED, REQUIRED)));
        }
        return consent.equals(REQUIRED);
    }

    /** A time zone; the fallback, and a problem, where there is no such zone. */
    static ZoneId zone(Fields fields, String key, ZoneId fallback) {
        String id = fields.text(key);
        if (id == null) {
            return fallback;
        }
        try {
            return id.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(id);
        } catch (DateTimeException e) {
            String near = Spelling.nearest(id, ZoneId.getAvailableZoneIds());
            fields.problems()
                    .error(
                            fields.line(key),
                            "there is no time zone " + id,
                            near == null ? "write UTC or a name such as Europe/Vienna" : "did you mean " + near + "?");
            return fallback;
        }
    }
}
