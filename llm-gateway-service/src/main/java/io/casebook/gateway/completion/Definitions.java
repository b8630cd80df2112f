package io.casebook.gateway.completion;

import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.vocabulary.DefinitionRef;
import org.jspecify.annotations.Nullable;

/** Where published definitions are found. */
@FunctionalInterface
public interface Definitions {

    /** That version; null where it is not known, or not yet. */
    @Nullable
    CompiledDefinition find(DefinitionRef reference);
}
