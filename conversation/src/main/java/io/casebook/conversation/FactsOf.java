package io.casebook.conversation;

import io.casebook.conversation.definition.Facts;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import java.util.LinkedHashMap;
import java.util.Map;

/** What conditions and templates of a definition may read of a conversation. */
final class FactsOf {
    private FactsOf() {}

    static Facts conversation(Decision decision) {
        var state = decision.state();
        var procedure = state.procedure();
        return new Facts(
                procedure == null ? Map.of() : plain(procedure.slots()),
                procedure == null ? Map.of() : plain(procedure.results()),
                plain(state.resources()),
                state.customerId(),
                state.conversationId(),
                state.channel(),
                decision.language(),
                null,
                decision.now(),
                Localities.of(state, decision.definition()));
    }

    private static Map<String, String> plain(Map<String, PersonalText> texts) {
        var plain = new LinkedHashMap<String, String>();
        texts.forEach((name, text) -> plain.put(name, Personal.plain(text)));
        return plain;
    }
}
