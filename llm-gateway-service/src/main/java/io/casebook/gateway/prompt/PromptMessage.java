package io.casebook.gateway.prompt;

/** One message of a prompt, in the words that the protocols of models share. */
public sealed interface PromptMessage {

    /**
     * What the platform says.
     *
     * @param text what it says
     */
    record FromPlatform(String text) implements PromptMessage {}

    /**
     * What the customer said, or a note of the platform at its place.
     *
     * @param text what was said
     */
    record FromCustomer(String text) implements PromptMessage {}

    /**
     * What the agent, or a human colleague, answered.
     *
     * @param text what was said
     */
    record FromAgent(String text) implements PromptMessage {}

    /**
     * A tool call that the agent made.
     *
     * @param callId id of the call
     * @param tool name of the tool
     * @param arguments JSON text
     */
    record ToolCall(String callId, String tool, String arguments) implements PromptMessage {}

    /**
     * What came of a tool call.
     *
     * @param callId id of the call
     * @param text the fenced result
     */
    record ToolResult(String callId, String text) implements PromptMessage {}
}
