package io.casebook.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Tool;
import io.casebook.platform.definition.Compilation;
import io.casebook.platform.definition.DefinitionCompiler;
import io.casebook.tools.run.CompiledTool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample agent, whose tools are the first that anybody calls. */
class SampleAgentTest {

    static Stream<Tool> tools() throws IOException {
        var compilation = DefinitionCompiler.compile(Path.of("../examples/shop/agent"));
        assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
        var tools = ((Compilation.Compiled) compilation)
                .result()
                .definition()
                .tools()
                .values();
        assertThat(tools).isNotEmpty();
        return tools.stream();
    }

    @ParameterizedTest
    @MethodSource("tools")
    void can_call_every_tool_that_it_declares(Tool tool) {
        assertThat(CompiledTool.of(tool, Sample.KINDS).name()).isEqualTo(tool.name());
    }

    @ParameterizedTest
    @MethodSource("tools")
    void leaves_no_case_for_a_person_when_something_crashes_because_all_its_writing_tools_know_keys(Tool tool) {
        assertThat(!tool.writes() || tool.idempotencyHeader() != null).isTrue();
    }
}
