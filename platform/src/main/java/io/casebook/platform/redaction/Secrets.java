package io.casebook.platform.redaction;

import io.casebook.conversation.definition.Sensitive;
import io.casebook.platform.matching.CountedText;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what opens doors: keys by the shapes that their issuers gave them, and passwords by the words before them. */
final class Secrets implements Detector {
    /**
     * What a secret looks like.
     *
     * @param form how it is written
     * @param needles at least one of which a text has that holds one: looking for them is much cheaper than looking for the form
     */
    private record Shape(Pattern form, List<String> needles) {
        boolean mayStandIn(String text) {
            return needles.stream().anyMatch(text::contains);
        }
    }

    private static Shape shape(String form, String... needles) {
        return new Shape(Pattern.compile(form), List.of(needles));
    }

    private static final Detector WEB_TOKENS = new WebTokens();

    /** The shapes of keys that are recognised wherever they stand. */
    private static final List<Shape> SHAPES = List.of(
            shape(
                    "-----BEGIN (?:[A-Z]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
                            + "[A-Za-z0-9+/=\\s:,.\\\\]{0,20000}+(?:-[A-Za-z][A-Za-z0-9+/=\\s:,.\\\\]{0,20000}+){0,4}+"
                            + "(?:-----END [A-Z ]{0,40}-----)?",
                    "-----BEGIN "),
            shape("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b", "AKIA", "ASIA"),
            shape("\\bgh[pousr]_[A-Za-z0-9]{36,255}\\b", "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
            shape("\\bgithub_pat_[A-Za-z0-9_]{22,255}\\b", "github_pat_"),
            shape("\\bglpat-[A-Za-z0-9_-]{20,64}", "glpat-"),
            shape("\\bxox[abeoprs]-[A-Za-z0-9-]{10,250}", "xox"),
            shape("\\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,255}\\b", "k_live_", "k_test_"),
            shape("\\bwhsec_[A-Za-z0-9+/=]{20,255}", "whsec_"),
            shape("\\bAIza[0-9A-Za-z_-]{35}", "AIza"),
            shape("\\bsk-(?:ant-|proj-|or-)?[A-Za-z0-9_-]{20,255}", "sk-"),
            shape("\\bSG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{16,64}", "SG."),
            shape("\\bnpm_[A-Za-z0-9]{36}\\b", "npm_"));

    /** The secret is the second group: what stands before it says what it is. */
    private static final List<Shape> ANNOUNCED = List.of(
            shape("(?i)(\\b(?:bearer|basic)\\s++)([A-Za-z0-9._~+/-]{16,4000}={0,2})", "bearer", "basic"),
            shape("(?i)(://[^\\s/:@]{1,64}+:)([^\\s/@]{3,128}+)(?=@)", "://"),
            shape(
                    "(?i)(\\b(?:cvv2?|cvc2?|csc|card verification (?:code|number|value)|security code|kartenprüfnummer|prüfziffer|sicherheitscode)\\b\"?+(?:\\s++(?:code|number|ist|is|lautet)){0,8}+\\s*+[:=#]?+\\s*+\"?+)(\\d{3,4})(?!\\d)",
                    "cvv",
                    "cvc",
                    "csc",
                    "card verification",
                    "security code",
                    "kartenprüfnummer",
                    "prüfziffer",
                    "sicherheitscode"),
            shape(
                    "(?i)(\\b(?:pin|pin code|geheimzahl|one[- ]time (?:code|password)|otp|tan)\\b\"?+(?:\\s++(?:code|number|ist|is|lautet|war|was)){0,8}+\\s*+[:=]?+\\s*+\"?+)(\\d{4,8})(?!\\d)",
                    "pin",
                    "geheimzahl",
                    "one-time",
                    "one time",
                    "otp",
                    "tan"),
            shape(
                    "(?i)(\\b(?:password|passwort|kennwort|passcode|passphrase|pwd|mot de passe|contraseña|wachtwoord|api[_ -]?key|secret[_ -]?key|client[_ -]?secret|access[_ -]?token|auth[_ -]?token|refresh[_ -]?token)\\b\"?+\\s*+(?:(?:is|ist|lautet|war|was|est|es|:|=|->)\\s*+){1,3}[\"'`]?)([^\\s\"'`,;]{4,200})",
                    "password",
                    "passwort",
                    "kennwort",
                    "passcode",
                    "passphrase",
                    "pwd",
                    "mot de passe",
                    "contraseña",
                    "wachtwoord",
                    "api",
                    "secret",
                    "token"));

    /** What follows "my password is" and is none: a word of plain language. */
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\p{Ll}]+[.!?:)]*|\\p{Lu}[\\p{Ll}]+[.!?:)]*|[.…*xX•]+");

    /** Fields whose whole value is a secret. */
    private static final Pattern FIELD = Pattern.compile(
            "(?i)^(?:password|passwd|passwort|pwd|secret|client_?secret|api_?key|access_?token|refresh_?token|auth_?token|private_?key|cvv2?|cvc2?|pin)$");

    @Override
    public void find(CountedText text, String context, Consumer<Found> found) {
        String plain = text.toString();
        if (FIELD.matcher(context).matches() && !plain.isBlank()) {
            found.accept(Found.of(Sensitive.SECRET, 0, plain.length(), plain));
            return;
        }
        WEB_TOKENS.find(text, context, found);
        for (Shape shape : SHAPES) {
            if (shape.mayStandIn(plain)) {
                Matcher matcher = shape.form().matcher(text);
                while (matcher.find()) {
                    found.accept(Found.of(Sensitive.SECRET, matcher.start(), matcher.end(), matcher.group()));
                }
            }
        }
        String lower = plain.toLowerCase(Locale.ROOT);
        for (Shape announced : ANNOUNCED) {
            if (announced.mayStandIn(lower)) {
                findAnnounced(announced.form().matcher(text), found);
            }
        }
    }

    private static void findAnnounced(Matcher matcher, Consumer<Found> found) {
        while (matcher.find()) {
            if (!PLAIN_WORD.matcher(matcher.group(2)).matches()) {
                found.accept(Found.of(Sensitive.SECRET, matcher.start(2), end(matcher), matcher.group(2)));
            }
        }
    }

    /** A full stop at the end belongs to the sentence. */
    private static int end(Matcher matcher) {
        String value = matcher.group(2);
        boolean stop = value.length() > 4 && (value.endsWith(".") || value.endsWith("?"));
        return stop ? matcher.end(2) - 1 : matcher.end(2);
    }
}
