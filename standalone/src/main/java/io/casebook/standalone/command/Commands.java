package io.casebook.standalone.command;

import java.util.List;

/** Every command but {@code up}, in the order in which the help lists them. */
final class Commands {
    private Commands() {}

    static List<Object> all() {
        return List.of(
                new ChatCommand(),
                new CheckCommand(),
                new PublishCommand(),
                new TimelineCommand(),
                new StateCommand(),
                new PromptCommand(),
                new VerifyCommand(),
                new KnowledgeCommand(),
                new ToolsCommand(),
                new ModelsCommand(),
                new BrokerCommand(),
                new TopicsCommand(),
                new ProjectionsCommand(),
                new BenchCommand(),
                new DoctorCommand(),
                new TestCommand(),
                new VersionCommand());
    }
}
