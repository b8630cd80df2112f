package io.casebook.tools.template;

import io.casebook.tools.call.Denied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What definitions refer to and do not contain: addresses and secrets of this installation. Looked up at every call, so that a
 * rotated secret is in force at once.
 */
public final class Installation {
    private static final String OWN = "CASEBOOK_";
    private static final String SECRET = OWN + "SECRET_";
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final long LARGEST_SECRET = 64 * 1024;

    private final UnaryOperator<@Nullable String> environment;
    private final @Nullable Path secretsDir;

    /**
     * @param environment finds a variable; answers null where there is none
     * @param secretsDir a directory with one file a secret, named like the secret; null for none
     */
    public Installation(UnaryOperator<@Nullable String> environment, @Nullable Path secretsDir) {
        this.environment = environment;
        this.secretsDir = secretsDir;
    }

    /** The installation that this process runs in: its environment, overridden by system properties of the same names. */
    public static Installation ofProcess(@Nullable Path secretsDir) {
        return new Installation(
                name -> {
                    if (name == null) {
                        return null;
                    }
                    var property = System.getProperty(name);
                    return property != null ? property : System.getenv(name);
                },
                secretsDir);
    }

    /** A variable; a definition cannot read Casebook's own, because keys are among them. */
    String variable(String name, @Nullable String otherwise) {
        if (name.toUpperCase(Locale.ROOT).startsWith(OWN)) {
            throw new Denied(
                    Denied.INVALID_DEFINITION,
                    "${env:%s} is a setting of Casebook itself, which a tool cannot use; for a secret write ${secret:NAME}"
                            .formatted(name));
        }
        var value = environment.apply(name);
        if (value != null && !value.isEmpty()) {
            return value;
        }
        if (otherwise != null) {
            return otherwise;
        }
        throw new Denied(
                Denied.VARIABLE_MISSING,
                "the variable %s is not set where the tool service runs; set it in its environment".formatted(name));
    }

    /** A secret. */
    String secret(String name, @Nullable String otherwise) {
        var variable = SECRET + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        var value = environment.apply(variable);
        if (value == null || value.isEmpty()) {
            value = file(name);
        }
        if (value != null) {
            return value;
        }
        if (otherwise != null) {
            return otherwise;
        }
        throw new Denied(
                Denied.SECRET_MISSING,
                "the secret %s is not set where the tool service runs; set %s in its environment, or put a file %s into the directory casebook.tools.secrets-dir"
                        .formatted(name, variable, name));
    }

    private @Nullable String file(String name) {
        if (secretsDir == null || !FILE_NAME.matcher(name).matches()) {
            return null;
        }
        var file = secretsDir.resolve(name);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_SECRET) {
                return null;
            }
            var value = Files.readString(file).strip();
            return value.isEmpty() ? null : value;
        } catch (IOException e) {
            throw new Denied(
                    Denied.SECRET_MISSING,
                    "the file of the secret %s cannot be read (%s); check that the tool service may read it"
                            .formatted(name, e.getClass().getSimpleName()));
        }
    }
}
