package io.casebook.tools.call;

import io.casebook.conversation.definition.Tool;
import io.casebook.platform.redaction.Tokens;
import io.casebook.tools.json.Json;
import io.casebook.tools.vault.Hidden;
import io.casebook.tools.vault.Vault;
import io.casebook.vocabulary.SealedValue;
import io.casebook.vocabulary.tool.ToolCallRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives a tool the values whose tokens stand in the arguments, if it may have them. A token that stands for nothing here, or for
 * two values, is refused: no tool gets half a card number, and none another one than was meant.
 */
final class Exchanged {
    private final Tool tool;
    private final ToolCallRequest request;
    private final Vault vault;
    private final Set<String> seals = new TreeSet<>();

    Exchanged(Tool tool, ToolCallRequest request, Vault vault) {
        this.tool = tool;
        this.request = request;
        this.vault = vault;
    }

    /** The arguments with values in the place of tokens; the ones handed in stay as they are. */
    ObjectNode fill(ObjectNode arguments) {
        return Tokens.any(Json.text(arguments)) ? (ObjectNode) filled(arguments.deepCopy()) : arguments;
    }

    /** What says which values were given, without saying them: the same for the same values. */
    String fingerprint() {
        return String.join(",", seals);
    }

    private JsonNode filled(JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                for (var name : List.copyOf(object.propertyNames())) {
                    object.set(name, filled(object.get(name)));
                }
            }
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    array.set(i, filled(array.get(i)));
                }
            }
            default -> {
                return node.isString() ? Json.of(Tokens.replace(node.stringValue(), this::value)) : node;
            }
        }
        return node;
    }

    private String value(String token) {
        var candidates = request.sealedValues().stream()
                .filter(kept -> kept.token().equals(token))
                .toList();
        var opened = candidates.stream()
                .map(kept -> vault.open(request.conversationId(), kept))
                .toList();
        if (opened.isEmpty() || opened.contains(null)) {
            throw new Denied(
                    Denied.VALUE_WITHHELD,
                    "what stands behind %s is not kept for this call; call the tool without it, or ask the customer"
                            .formatted(token));
        }
        if (opened.stream().map(Hidden::value).distinct().count() > 1) {
            throw new Denied(
                    Denied.VALUE_AMBIGUOUS,
                    "%s stands for two different values here; a person must choose".formatted(token));
        }
        var hidden = opened.getFirst();
        if (!tool.receives().contains(hidden.kind())) {
            throw new Denied(
                    Denied.VALUE_WITHHELD,
                    "%s may not be given what stands behind %s; call it without".formatted(tool.name(), token));
        }
        candidates.forEach(kept -> seals.add(seal(kept)));
        return hidden.value();
    }

    private static String seal(SealedValue sealed) {
        var bytes = sealed.value().cipher();
        if (bytes == null) {
            return "";
        }
        var all = new byte[bytes.remaining()];
        bytes.duplicate().get(all);
        return HexFormat.of().formatHex(all);
    }
}
