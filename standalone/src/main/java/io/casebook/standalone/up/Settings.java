package io.casebook.standalone.up;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where an option of {@code up} comes from when it is not on the command line: the environment ({@code CASEBOOK_HTTP_PORT}), then the
 * configuration file ({@code casebook.http-port}), then its default. What else is in the file goes to the services.
 */
public final class Settings implements IDefaultValueProvider {
    private static final String PREFIX = "casebook.";
    /** Names of one option besides its own: services know Kafka's address by this one. */
    private static final Map<String, List<String>> OTHER_NAMES =
            Map.of("kafka", List.of("casebook.kafka.bootstrap", "casebook.kafka"));

    private final Map<String, String> environment;
    private final Map<String, String> file;
    private final Set<String> taken = new HashSet<>();

    Settings(Map<String, String> environment, Map<String, String> file) {
        this.environment = Map.copyOf(environment);
        this.file = Map.copyOf(file);
    }

    /** Settings for a command line; the configuration file is looked up in it first. */
    public static Settings of(List<String> arguments) {
        var config = configFile(arguments, System.getenv("CASEBOOK_CONFIG"));
        return new Settings(System.getenv(), config == null ? Map.of() : ConfigFile.read(Path.of(config)));
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        var name = option.longestName().replaceFirst("^--", "");
        for (var key : OTHER_NAMES.getOrDefault(name, List.of(PREFIX + name))) {
            taken.add(key);
        }
        return OTHER_NAMES.getOrDefault(name, List.of(PREFIX + name)).stream()
                .map(this::find)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** A setting of the services, or an empty text. */
    String value(String key) {
        var found = find(key);
        return found == null ? "" : found;
    }

    /** Hands what the file says to the services; the environment and {@code -D} win over a file. */
    void handOver() {
        file.forEach((key, value) -> {
            if (!taken.contains(key) && System.getProperty(key) == null && !environment.containsKey(variable(key))) {
                System.setProperty(key, value);
            }
        });
    }

    private @Nullable String find(String key) {
        var fromEnvironment = environment.get(variable(key));
        return fromEnvironment == null ? file.get(key) : fromEnvironment;
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static @Nullable String configFile(List<String> arguments, @Nullable String otherwise) {
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (argument.startsWith("--config=")) {
                return argument.substring("--config=".length());
            }
            if (argument.equals("--config") && i + 1 < arguments.size()) {
                return arguments.get(i + 1);
            }
        }
        return otherwise;
    }
}
