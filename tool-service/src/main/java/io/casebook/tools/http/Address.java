package io.casebook.tools.http;

import io.casebook.tools.call.Denied;
import io.casebook.tools.template.Filling;
import io.casebook.tools.template.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;

/**
 * The address of a tool, with arguments in its path and query. Whatever the arguments are, the scheme, the host and the port are
 * the definition's, the segments of the path stay as many as they are, and a value never becomes a parameter of its own.
 */
final class Address {
    private static final Pattern SERVER = Pattern.compile(
            "https?://([^/?#@:\\[\\]\\\\\\s]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final String UNRESERVED = "-._~";

    private final Text path;
    private final List<Pair> query;

    private Address(Text path, List<Pair> query) {
        this.path = path;
        this.query = query;
    }

    /** One {@code name=value} of the query; it is left out where an argument of it has no value. */
    private record Pair(Text text) {}

    /** Reads the url of a definition. */
    static Address of(String source) {
        if (source.indexOf('#') >= 0) {
            throw invalid("the url has a #, which is never sent; remove what follows it");
        }
        var question = questionMark(source);
        var path = Text.of(question < 0 ? source : source.substring(0, question));
        var first = path.parts().isEmpty() ? null : path.parts().getFirst();
        if (first == null || first instanceof Text.Part.Argument) {
            throw invalid("the url must begin with http://, https:// or ${env:NAME}");
        }
        var query = question < 0
                ? Stream.<String>empty()
                : Stream.of(source.substring(question + 1).split("&")).filter(pair -> !pair.isEmpty());
        return new Address(path, query.map(pair -> new Pair(Text.of(pair))).toList());
    }

    /** The names of all arguments in it. */
    List<String> arguments() {
        var names = new ArrayList<>(path.arguments());
        query.forEach(pair -> names.addAll(pair.text().arguments()));
        return names;
    }

    /** The address of one call. */
    URI fill(Filling filling) {
        var address = new StringBuilder();
        var server = -1;
        for (var part : path.parts()) {
            switch (part) {
                case Text.Part.Literal literal -> join(address, literal.text());
                case Text.Part.Setting setting -> address.append(plain(setting, filling));
                case Text.Part.Argument argument -> {
                    server = server < 0 ? serverIn(address, true) : server;
                    address.append(segment(argument.name(), filling));
                }
            }
        }
        server = server < 0 ? serverIn(address, false) : server;
        refuseSteps(address.substring(server));
        if (address.length() == server) {
            address.append('/');
        }
        var separator = '?';
        for (var pair : query) {
            for (var text : pairs(pair.text(), filling)) {
                address.append(separator).append(text);
                separator = '&';
            }
        }
        return uri(address.toString());
    }

    /** Where the server's part ends. Arguments come after it, and after a slash that the definition wrote. */
    private static int serverIn(CharSequence address, boolean argumentFollows) {
        var server = SERVER.matcher(address);
        if (!server.lookingAt()) {
            throw invalid("the url does not begin with http:// or https:// and a host without user or password");
        }
        var end = server.end();
        if (end < address.length() ? address.charAt(end) != '/' : argumentFollows) {
            throw invalid("in the url a slash must follow the host, before any parameter");
        }
        return end;
    }

    private static String plain(Text.Part.Setting setting, Filling filling) {
        var value = filling.setting(setting);
        if (setting.secret()) {
            return encode(value);
        }
        if (value.indexOf('?') >= 0 || value.indexOf('#') >= 0) {
            throw invalid("the variable %s stands in the path of the url, so it can have neither ? nor #"
                    .formatted(setting.name()));
        }
        return value;
    }

    /** SHOP_URL=http://shop/ and ${env:SHOP_URL}/orders are both natural to write, and mean one slash. */
    private static void join(StringBuilder address, String text) {
        var doubled = text.startsWith("/") && !address.isEmpty() && address.charAt(address.length() - 1) == '/';
        address.append(doubled ? text.substring(1) : text);
    }

    private static String segment(String name, Filling filling) {
        var value = filling.text(name);
        if (value.isEmpty()) {
            throw new Denied(
                    Denied.INVALID_ARGUMENTS,
                    "%s must not be empty: it stands in the path of the tool's address".formatted(name));
        }
        for (var step : value.split("[/\\\\]", -1)) {
            if (isStep(step)) {
                throw climbs(name);
            }
        }
        return encode(value);
    }

    /** A segment of dots alone would lead to another resource, even where several values only make it up together. */
    private static void refuseSteps(String path) {
        for (var segment : path.split("/", -1)) {
            if (isStep(segment)) {
                throw climbs("the path");
            }
        }
    }

    private static boolean isStep(String segment) {
        return segment.equals(".") || segment.equals("..");
    }

    private static Denied climbs(String name) {
        return new Denied(
                Denied.INVALID_ARGUMENTS,
                "%s must not contain . or .. as a step of a path; send the plain value".formatted(name));
    }

    private static List<String> pairs(Text pair, Filling filling) {
        if (pair.lacks(filling)) {
            return List.of();
        }
        var last = pair.parts().getLast();
        if (last instanceof Text.Part.Argument argument
                && filling.value(argument.name()) instanceof ArrayNode several) {
            var name = encoded(new Text(pair.parts().subList(0, pair.parts().size() - 1)), filling);
            return several.valueStream()
                    .map(value -> name + encode(Filling.text(value)))
                    .toList();
        }
        return List.of(encoded(pair, filling));
    }

    private static String encoded(Text text, Filling filling) {
        var encoded = new StringBuilder();
        for (var part : text.parts()) {
            encoded.append(
                    switch (part) {
                        case Text.Part.Literal literal -> literal.text();
                        case Text.Part.Argument argument -> encode(filling.text(argument.name()));
                        case Text.Part.Setting setting -> encode(filling.setting(setting));
                    });
        }
        return encoded.toString();
    }

    /** All but letters, digits and -._~ as the hexadecimal of their UTF-8 bytes. */
    static String encode(String value) {
        var encoded = new StringBuilder();
        for (var one : value.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (one & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(hex(c >> 4)).append(hex(c & 0xf));
            }
        }
        return encoded.toString();
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }

    private static URI uri(String address) {
        try {
            var uri = new URI(address);
            if (uri.getHost() == null) {
                throw invalid("the url has no usable host");
            }
            return uri;
        } catch (URISyntaxException e) {
            // Its message would quote the address, and with it the arguments.
            throw invalid("the url is no valid address: %s at character %d".formatted(e.getReason(), e.getIndex()));
        }
    }

    /** The first question mark outside of braces. */
    private static int questionMark(String source) {
        var depth = 0;
        for (var i = 0; i < source.length(); i++) {
            switch (source.charAt(i)) {
                case '{' -> depth++;
                case '}' -> depth--;
                case '?' -> {
                    if (depth == 0) {
                        return i;
                    }
                }
                default -> {
                    // part of the path
                }
            }
        }
        return -1;
    }

    private static Denied invalid(String what) {
        return new Denied(Denied.INVALID_DEFINITION, what);
    }
}
