package io.casebook.gateway.prompt;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.StepPath;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.llm.CompletionRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request and a definition put into the places of a template. */
record PromptValues(CompletionRequest request, AgentDefinition definition) {
    private static final int EXAMPLES = 5;
    private static final String KNOWLEDGE =
            "- knowledge: a general question that the company's articles may answer, such as about its rules, prices or products";

    Map<String, String> all() {
        var procedure = request.procedureId() == null ? null : definition.procedure(request.procedureId());
        return Map.ofEntries(
                Map.entry("instructions", instructions()),
                Map.entry("task", task()),
                Map.entry("language", language()),
                Map.entry("channel", request.channel()),
                Map.entry("today", today()),
                Map.entry("time_zone", request.timeZone() == null ? "" : request.timeZone()),
                Map.entry("notes", notes()),
                Map.entry("procedure", procedure == null ? "" : procedure.body().strip()),
                Map.entry("step", step(procedure)),
                Map.entry("summary", summary()),
                Map.entry("resources", resources()),
                Map.entry("passages", passages()),
                Map.entry("intents", intents()));
    }

    /** The variant where the customer writes in the language of their locale, else the language alone. */
    private String language() {
        var language = request.language();
        var locale = request.locale();
        if (language == null) {
            return locale == null ? "" : locale;
        }
        return locale != null && locale.startsWith(language + "-") ? locale : language;
    }

    private String instructions() {
        var name = request.specialist();
        var specialist = name == null ? null : definition.specialists().get(name);
        return (specialist == null ? definition.instructions() : specialist.instructions()).strip();
    }

    private String task() {
        var task = Personal.plainOrNull(request.task());
        if (task == null) {
            return "";
        }
        return Fence.around(Fence.TASK, Json.text(task, OfferedTool.TASK));
    }

    private String step(@Nullable Procedure procedure) {
        var path = request.step();
        if (procedure == null || path == null) {
            return "";
        }
        try {
            return procedure.step(StepPath.of(path)) instanceof Step.Agent agent
                    ? agent.instructions().strip()
                    : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private String summary() {
        var summary = request.summary();
        return summary == null ? "" : Fence.around(Fence.SUMMARY, Personal.plain(summary));
    }

    /** The date where the customer is; without the time of day, so that the same prompt can be cached. */
    private String today() {
        var zone = zone();
        return LocalDate.ofInstant(request.requestedAt(), zone) + " (" + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone)
                + ")";
    }

    private ZoneId zone() {
        var zone = request.timeZone();
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    private String notes() {
        return request.notes().stream()
                .map(note -> Fence.around(Fence.INTERNAL, "quote", "never", Personal.plain(note)))
                .collect(Collectors.joining("\n"));
    }

    private String resources() {
        return new TreeMap<>(request.resources())
                .entrySet().stream()
                        .map(resource -> Fence.around(
                                Fence.RESOURCE, "name", resource.getKey(), Personal.plain(resource.getValue())))
                        .collect(Collectors.joining("\n"));
    }

    /** Passages that may be quoted carry the number by which they are cited; internal ones carry none. */
    private String passages() {
        var blocks = new ArrayList<String>();
        for (int i = 0; i < request.passages().size(); i++) {
            var passage = request.passages().get(i);
            var text = passage.title() + "\n" + passage.text();
            blocks.add(
                    passage.source().visibility() == Visibility.INTERNAL
                            ? Fence.around(Fence.INTERNAL, "quote", "never", text)
                            : Fence.around(Fence.PASSAGE, "id", String.valueOf(i + 1), text));
        }
        return String.join("\n", blocks);
    }

    private String intents() {
        var lines = new ArrayList<String>();
        for (var procedure : definition.procedures().values()) {
            var examples = procedure.examples().stream()
                    .limit(EXAMPLES)
                    .map(example -> "\"" + example + "\"")
                    .collect(Collectors.joining(", "));
            lines.add("- " + procedure.id() + ": " + procedure.when()
                    + (examples.isEmpty() ? "" : " For example: " + examples));
        }
        if (definition.knowledge().on()) {
            lines.add(KNOWLEDGE);
        }
        return String.join("\n", lines);
    }
}
