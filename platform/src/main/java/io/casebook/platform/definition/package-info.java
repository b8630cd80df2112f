/**
 * From an agent's folder to its definition: {@code DefinitionFiles} are the files, {@code DefinitionCompiler} turns them
 * into a {@code CompiledDefinition} or says with file and line what is wrong.
 *
 * <p>A reader for each kind of file ({@code AgentFile}, {@code ToolsFile}, {@code ProcedureFile}) takes its keys one by
 * one; a key that nobody takes is an error. What spans several files is checked afterwards: {@code NameFlow},
 * {@code Triggers}. The same code runs in {@code casebook check}, at publication and wherever a published version is
 * read, so a version that was accepted once means the same everywhere.
 */
@NullMarked
package io.casebook.platform.definition;

import org.jspecify.annotations.NullMarked;
