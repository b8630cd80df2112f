package io.casebook.platform.redaction;

import io.casebook.conversation.definition.Sensitive;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what opens doors: keys by the shapes that their issuers gave them, and passwords by the words before them. */
final class Secrets implements Detector {
    /** The shapes of keys that are recognised wherever they stand. */
    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("-----BEGIN (?:[A-Z]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
                    + "[A-Za-z0-9+/=\\s:,.\\\\]{0,20000}+(?:-[A-Za-z][A-Za-z0-9+/=\\s:,.\\\\]{0,20000}+){0,4}+"
                    + "(?:-----END [A-Z ]{0,40}-----)?"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,2000}\\.[A-Za-z0-9_-]{8,8000}\\.[A-Za-z0-9_-]{8,2000}"),
            Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
            Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36,255}\\b"),
            Pattern.compile("\\bgithub_pat_[A-Za-z0-9_]{22,255}\\b"),
            Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20,64}"),
            Pattern.compile("\\bxox[abeoprs]-[A-Za-z0-9-]{10,250}"),
            Pattern.compile("\\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,255}\\b"),
            Pattern.compile("\\bwhsec_[A-Za-z0-9+/=]{20,255}"),
            Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}"),
            Pattern.compile("\\bsk-(?:ant-|proj-|or-)?[A-Za-z0-9_-]{20,255}"),
            Pattern.compile("\\bSG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{16,64}"),
            Pattern.compile("\\bnpm_[A-Za-z0-9]{36}\\b"));

    /** The secret is the second group: what stands before it says what it is. */
    private static final List<Pattern> ANNOUNCED = List.of(
            Pattern.compile("(?i)(\\b(?:bearer|basic)\\s+)([A-Za-z0-9._~+/-]{16,4000}={0,2})"),
            Pattern.compile("(?i)(://[^\\s/:@]{1,64}:)([^\\s/@]{3,128})(?=@)"),
            Pattern.compile(
                    "(?i)(\\b(?:cvv2?|cvc2?|csc|card verification (?:code|number|value)|security code|kartenprüfnummer|prüfziffer|sicherheitscode)\\b\"?(?:\\s+(?:code|number|is|ist|lautet))*\\s*[:=#]?\\s*\"?)(\\d{3,4})(?!\\d)"),
            Pattern.compile(
                    "(?i)(\\b(?:pin|pin code|geheimzahl|one[- ]time (?:code|password)|otp|tan)\\b\"?(?:\\s+(?:code|number|is|ist|lautet|war|was))*\\s*[:=]?\\s*\"?)(\\d{4,8})(?!\\d)"),
            Pattern.compile(
                    "(?i)(\\b(?:password|passwort|kennwort|passcode|passphrase|pwd|mot de passe|contraseña|wachtwoord|api[_ -]?key|secret[_ -]?key|client[_ -]?secret|access[_ -]?token|auth[_ -]?token|refresh[_ -]?token)\\b\"?\\s*(?:(?:is|ist|lautet|war|was|est|es|:|=|->)\\s*){1,3}[\"'`]?)([^\\s\"'`,;]{4,200})"));

    /** What follows "my password is" and is none: a word of plain language. */
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\p{Ll}]+[.!?:)]*|\\p{Lu}[\\p{Ll}]+[.!?:)]*|[.…*xX•]+");

    /** Fields whose whole value is a secret. */
    private static final Pattern FIELD = Pattern.compile(
            "(?i)^(?:password|passwd|passwort|pwd|secret|client_?secret|api_?key|access_?token|refresh_?token|auth_?token|private_?key|cvv2?|cvc2?|pin)$");

    @Override
    public void find(String text, String context, Consumer<Found> found) {
        if (FIELD.matcher(context).matches() && !text.isBlank()) {
            found.accept(Found.of(Sensitive.SECRET, 0, text.length(), text));
            return;
        }
        for (Pattern shape : SHAPES) {
            Matcher matcher = shape.matcher(text);
            while (matcher.find()) {
                found.accept(Found.of(Sensitive.SECRET, matcher.start(), matcher.end(), matcher.group()));
            }
        }
        for (Pattern announced : ANNOUNCED) {
            Matcher matcher = announced.matcher(text);
            while (matcher.find()) {
                if (!PLAIN_WORD.matcher(matcher.group(2)).matches()) {
                    found.accept(Found.of(Sensitive.SECRET, matcher.start(2), end(matcher), matcher.group(2)));
                }
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
