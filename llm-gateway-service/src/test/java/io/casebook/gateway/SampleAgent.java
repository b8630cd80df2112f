package io.casebook.gateway;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.platform.definition.Compilation;
import io.casebook.platform.definition.DefinitionCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The agent of the example shop, as it stands in the project. */
public final class SampleAgent {
    /** Its folder. */
    public static final Path FOLDER = Path.of("..", "examples", "shop", "agent");

    private SampleAgent() {}

    /** Its definition. */
    public static AgentDefinition definition() {
        try {
            return switch (DefinitionCompiler.compile(FOLDER)) {
                case Compilation.Compiled compiled -> compiled.result().definition();
                case Compilation.Refused refused ->
                    throw new AssertionError(refused.problems().toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
