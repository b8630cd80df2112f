package io.casebook.gateway.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.platform.tasks.Material;
import io.casebook.platform.tasks.TaskKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the prompts of tasks. As with {@link PromptWriter}, the same task gives the same prompt, byte for byte. What the task is
 * about stands in one message, fenced; the rules stand before it, so that a provider can keep them.
 */
public final class TaskPrompts {
    private static final String NOTE = "[A note of the platform, not of the customer] ";
    private static final String REPLIES = "what people replied";

    private final Map<TaskKind, PromptTemplate> templates = new EnumMap<>(TaskKind.class);

    /** Reads the templates. */
    public TaskPrompts() {
        for (var kind : TaskKind.values()) {
            var name = kind.wireName();
            templates.put(kind, new PromptTemplate(name, PromptTemplates.read(name + ".md")));
        }
    }

    /**
     * The prompt of a task.
     *
     * @param language language of the answer, BCP 47; null for that of the material
     * @param material the task's texts, by the names that its kind has
     */
    public Prompt write(TaskKind kind, @Nullable String language, Map<String, String> material) {
        var template = templates.get(kind);
        if (template == null) {
            throw new IllegalStateException("the task " + kind.wireName() + " has no template");
        }
        var rules = template.fill(Map.of("language", language == null ? "" : language));
        return new Prompt(
                List.of(
                        new PromptMessage.FromPlatform(rules),
                        new PromptMessage.FromCustomer(String.join("\n", parts(kind, material)))),
                List.of(),
                template.version());
    }

    private static List<String> parts(TaskKind kind, Map<String, String> material) {
        var parts = new ArrayList<String>();
        switch (kind) {
            case DRAFT_ARTICLE -> {
                parts.add(NOTE + "The question:");
                parts.add(Fence.around(Fence.CUSTOMER, text(material, Material.QUESTION)));
                if (!text(material, Material.QUESTIONS).isBlank()) {
                    parts.add(NOTE + "How others asked it:");
                    parts.add(Fence.around(Fence.CUSTOMER, text(material, Material.QUESTIONS)));
                }
                parts.add(Fence.around(Fence.RESOURCE, "name", REPLIES, text(material, Material.REPLIES)));
                parts.add(NOTE + "Write the article now.");
            }
            case COMPARE_PASSAGES -> {
                parts.add(passage("first", text(material, Material.FIRST_TITLE), text(material, Material.FIRST)));
                parts.add(passage("second", text(material, Material.SECOND_TITLE), text(material, Material.SECOND)));
                parts.add(NOTE + "Do they contradict each other?");
            }
            case RANK_PASSAGES -> {
                if (!text(material, Material.CONTEXT).isBlank()) {
                    parts.add(NOTE + "What the customer said before:");
                    parts.add(Fence.around(Fence.CUSTOMER, text(material, Material.CONTEXT)));
                }
                parts.add(NOTE + "The question:");
                parts.add(Fence.around(Fence.CUSTOMER, text(material, Material.QUESTION)));
                var number = 1;
                for (var passage : passages(material)) {
                    parts.add(passage(
                            Integer.toString(number++),
                            passage.path("title").asText(""),
                            passage.path("text").asText("")));
                }
                parts.add(NOTE + "Put the passages in order now.");
            }
        }
        return parts;
    }

    private static String passage(String id, String title, String text) {
        return Fence.around(Fence.PASSAGE, "id", id, title + "\n" + text);
    }

    /** How many passages a task of ranking has; 0 where they are no JSON array. */
    public static int passageCount(Map<String, String> material) {
        return passages(material).size();
    }

    private static JsonNode passages(Map<String, String> material) {
        try {
            var read = Json.MAPPER.readTree(text(material, Material.PASSAGES));
            return read.isArray() ? read : Json.MAPPER.createArrayNode();
        } catch (JsonProcessingException e) {
            return Json.MAPPER.createArrayNode();
        }
    }

    private static String text(Map<String, String> material, String name) {
        return material.getOrDefault(name, "");
    }
}
