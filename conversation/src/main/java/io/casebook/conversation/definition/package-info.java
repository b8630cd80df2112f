/**
 * What an agent is: everything its folder says, checked and immutable, as the heart reads it.
 *
 * <p>{@link io.casebook.conversation.definition.AgentDefinition} is the whole; the other types are its chapters. Texts
 * with placeholders, conditions and argument templates are interfaces here ({@code Template}, {@code Condition},
 * {@code ArgumentsTemplate}), because the heart knows neither JSON nor an expression language: the compiler in
 * {@code io.casebook.platform.definition} brings them. They are pure functions of {@code Facts}, so a decision that
 * used them can be taken again and comes out the same.
 */
@NullMarked
package io.casebook.conversation.definition;

import org.jspecify.annotations.NullMarked;
