package io.casebook.ingress.request;

import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.http.Ids;
import io.casebook.platform.http.JsonBody;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a request's body, with the limits that every call of this service has. A blank text counts as absent. */
public final class Fields {
    private static final Pattern OUTSIDE_ID = Pattern.compile("[^\\s\\p{Cntrl}]{1,256}");

    private final JsonBody body;
    private final String path;

    private Fields(JsonBody body, String path) {
        this.body = body;
        this.path = path;
    }

    /** The fields of a body. */
    public static Fields read(InputStream body) {
        return new Fields(JsonBody.parse(body), "");
    }

    /** The fields of a body that may be left out altogether. */
    public static Fields readOptional(InputStream body) {
        try {
            return new Fields(JsonBody.parseOptional(body.readNBytes(JsonBody.MOST_BYTES + 1)), "");
        } catch (IOException e) {
            throw new ApiException(Code.INVALID_ARGUMENT, "the body broke off; send it again");
        }
    }

    /** A body that is an object of the caller's own making, as JSON text. */
    public static String readFree(InputStream body) {
        return JsonBody.parse(body).raw().toString();
    }

    /** A text that must be there. */
    public String text(String name, int longest) {
        var text = optionalText(name, longest);
        if (text == null) {
            throw ApiException.invalid(path + name, "`%s%s` is missing or blank; send a text".formatted(path, name));
        }
        return text;
    }

    /** A text that may be absent. */
    public @Nullable String optionalText(String name, int longest) {
        var text = body.optionalText(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > longest) {
            throw ApiException.invalid(
                    path + name,
                    "`%s%s` has %,d characters; the most is %,d".formatted(path, name, text.length(), longest));
        }
        return text;
    }

    /** One of our ids. */
    public String id(String name) {
        return body.id(name).required();
    }

    /** One of our ids, which may be absent. */
    public @Nullable String optionalId(String name) {
        return body.id(name).orNull();
    }

    /** An id that another system gave: anything without white space and control characters. */
    public String outsideId(String name) {
        var id = optionalOutsideId(name);
        if (id == null) {
            throw ApiException.invalid(path + name, "`%s%s` is missing; send an id".formatted(path, name));
        }
        return id;
    }

    /** An id that another system gave, which may be absent. */
    public @Nullable String optionalOutsideId(String name) {
        var id = body.optionalText(name);
        if (id == null || id.isEmpty()) {
            return null;
        }
        return requireOutsideId(path + name, id);
    }

    /** The id that another system gave, if it is one. */
    public static String requireOutsideId(String field, String id) {
        if (!OUTSIDE_ID.matcher(id).matches()) {
            throw ApiException.invalid(
                    field, "`%s` is not a valid id; use 1 to 256 characters without white space".formatted(field));
        }
        return id;
    }

    /** A time that may be absent. */
    public @Nullable Instant optionalTime(String name) {
        return body.time(name).orNull();
    }

    /** A number. */
    public double number(String name) {
        return body.number(name).required();
    }

    /** True or false, or something else where it is absent. */
    public boolean flag(String name, boolean otherwise) {
        return body.flag(name).or(otherwise);
    }

    /** True, false, or null where it is absent. */
    public @Nullable Boolean optionalFlag(String name) {
        return body.flag(name).orNull();
    }

    /** One of some values. */
    public <T> T choice(String name, Map<String, T> values) {
        return body.oneOf(name, values).required();
    }

    /** One of some values, which may be absent. */
    public <T> @Nullable T optionalChoice(String name, Map<String, T> values) {
        return body.oneOf(name, values).orNull();
    }

    /** Any JSON as text; null where it is absent. */
    public @Nullable String optionalJson(String name) {
        var value = body.any(name).orNull();
        return value == null ? null : value.toString();
    }

    /** A JSON object as text. */
    public String object(String name) {
        return body.freeObject(name).required().toString();
    }

    /** Objects by name, each as JSON text, in the order of the names; none where the field is absent. */
    public Map<String, String> namedObjects(String name) {
        var objects = new TreeMap<String, String>();
        var field = body.object(name).orNull();
        if (field != null) {
            for (var key : field.names()) {
                objects.put(
                        Ids.requireValid("name in %s%s".formatted(path, name), key),
                        field.freeObject(key).required().toString());
            }
        }
        return objects;
    }

    /** A list of objects; empty where it is absent. */
    public List<Fields> objects(String name, int most) {
        var objects = body.objects(name);
        if (objects.size() > most) {
            throw ApiException.invalid(
                    path + name, "`%s%s` has %d entries; the most is %d".formatted(path, name, objects.size(), most));
        }
        var list = new ArrayList<Fields>();
        for (var object : objects) {
            list.add(new Fields(object, "%s%s[%d].".formatted(path, name, list.size())));
        }
        return list;
    }

    /** What a header says about fields that nobody asked for; null where every field was known. */
    public @Nullable String warning() {
        return body.warning();
    }
}
