package io.casebook.gateway.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.output.TokenUsage;

/** One provider's protocol: all that differs between providers, on top of the library that speaks it. */
interface Protocol {

    /** The library's model for a connection; it makes every call through the connection's transport and repeats none. */
    ChatModel model(Connection connection);

    /** What a call consumed, in the way of counting that all share. */
    default Tokens tokens(TokenUsage usage) {
        return Tokens.of(usage, null);
    }

    /** A tool's parameters in the words of the library; most protocols have no place for definitions. */
    default JsonObjectSchema parameters(ObjectNode schema) {
        return Schemas.inlined(schema);
    }
}
