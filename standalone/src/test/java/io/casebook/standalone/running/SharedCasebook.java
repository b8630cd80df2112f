package io.casebook.standalone.running;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one running Casebook that they share; it starts with the first of them and ends with the last. */
public final class SharedCasebook implements ParameterResolver {
    private static final Namespace HERE = Namespace.create(SharedCasebook.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningCasebook.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .computeIfAbsent(
                        RunningCasebook.class,
                        key -> RunningCasebook.start(RunningCasebook.Setup.fresh()),
                        RunningCasebook.class);
    }
}
