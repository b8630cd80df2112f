package io.casebook.conversation;

import io.casebook.conversation.check.Background;
import io.casebook.conversation.check.Background.Deed;
import io.casebook.conversation.check.Background.Quotable;
import io.casebook.conversation.definition.PlatformTool;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.StepPath;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Citation;
import io.casebook.vocabulary.PassageRef;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.llm.ToolExchange;
import io.casebook.vocabulary.state.Answering;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the agent was given in the running turn, and what is known to have happened: against it the checks hold a draft. */
final class BackgroundOf {
    private BackgroundOf() {}

    static Background turn(Decision decision, List<Citation> citations) {
        var state = decision.state();
        return new Background(
                given(decision),
                passages(decision, citations),
                deeds(decision),
                statuses(decision),
                state.approval() != null,
                state.language(),
                decision.definition().languages(),
                decision.now());
    }

    /** What a summary of older turns may state: what was said in them, and the summary that it continues. */
    static Background summary(Decision decision) {
        var state = decision.state();
        var texts = new ArrayList<String>();
        state.transcript().forEach(entry -> texts.add(Personal.plain(entry.body())));
        var before = state.summary();
        if (before != null) {
            texts.add(Personal.plain(before));
        }
        state.resources().values().forEach(value -> texts.add(Personal.plain(value)));
        return new Background(
                texts,
                List.of(),
                List.of(),
                List.of(),
                false,
                state.language(),
                decision.definition().languages(),
                decision.now());
    }

    /** What is likeliest to back a fact comes first: the reading stops where nothing is open. */
    private static List<String> given(Decision decision) {
        var state = decision.state();
        var texts = new ArrayList<String>();
        for (var exchange : lookedUp(decision)) {
            texts.add(Personal.plain(exchange.content()));
            if (succeeded(exchange)) {
                texts.add(Personal.plain(exchange.arguments()));
            }
        }
        for (var entry : state.transcript().reversed()) {
            texts.add(Personal.plain(entry.body()));
        }
        for (var passage : decision.passages()) {
            if (passage.source().visibility() == Visibility.INTERNAL) {
                continue;
            }
            texts.add(passage.title());
            texts.add(passage.text());
            var url = passage.url();
            if (url != null) {
                texts.add(url);
            }
        }
        var procedure = state.procedure();
        if (procedure != null) {
            procedure.slots().values().forEach(value -> texts.add(Personal.plain(value)));
            procedure.results().values().forEach(value -> texts.add(Personal.plain(value)));
        }
        state.resources().values().forEach(value -> texts.add(Personal.plain(value)));
        for (var done : state.done()) {
            texts.add(Personal.plain(done.arguments()));
            texts.add(Personal.plain(done.content()));
        }
        state.notes().forEach(note -> texts.add(Personal.plain(note)));
        var summary = state.summary();
        if (summary != null) {
            texts.add(Personal.plain(summary));
        }
        texts.addAll(definition(decision));
        var zone = Localities.of(state, decision.definition()).zone();
        List.copyOf(texts).stream()
                .map(text -> LocalTimes.in(text, zone))
                .filter(times -> !times.isBlank())
                .forEach(texts::add);
        return texts;
    }

    /** What the definition itself tells a model: whose author knows what is true. */
    private static List<String> definition(Decision decision) {
        var texts = new ArrayList<String>();
        var definition = decision.definition();
        texts.add(definition.instructions());
        for (var exchange : decision.turn().exchanges()) {
            var specialist = PlatformTool.specialist(definition, exchange.tool());
            if (specialist != null) {
                texts.add(specialist.instructions());
            }
        }
        definition.handOff().targets().values().forEach(target -> texts.add(target.name()));
        var procedure = Position.procedure(decision);
        if (procedure != null) {
            texts.add(procedure.body());
            var instructions = instructions(decision, procedure);
            if (instructions != null) {
                texts.add(instructions);
            }
        }
        return texts;
    }

    private static @Nullable String instructions(Decision decision, Procedure procedure) {
        var progress = decision.state().procedure();
        var step = progress == null ? null : progress.step();
        return step != null
                        && !step.equals(Position.PROSE)
                        && procedure.step(StepPath.of(step)) instanceof Step.Agent agent
                ? agent.instructions()
                : null;
    }

    /** The passages that were found; of what is not at hand at least whether it is internal. */
    private static List<Quotable> passages(Decision decision, List<Citation> citations) {
        var knowledge = decision.turn().knowledge();
        if (knowledge == null) {
            return List.of();
        }
        return knowledge.passages().stream()
                .map(found -> new Quotable(
                        text(decision, found),
                        found.visibility() == Visibility.INTERNAL,
                        citations.stream().anyMatch(citation -> same(found, citation))))
                .toList();
    }

    private static String text(Decision decision, PassageRef found) {
        return decision.passages().stream()
                .filter(passage -> passage.source().articleId().equals(found.articleId())
                        && passage.source().passage() == found.passage())
                .map(passage -> found.visibility() == Visibility.INTERNAL
                        ? String.join(
                                "\n", passage.title(), passage.text(), Objects.requireNonNullElse(passage.url(), ""))
                        : passage.text())
                .findFirst()
                .orElse("");
    }

    private static boolean same(PassageRef passage, Citation citation) {
        return passage.articleId().equals(citation.articleId()) && passage.passage() == citation.passage();
    }

    /** The actions of this conversation, and whatever else a tool did in this turn. */
    private static List<Deed> deeds(Decision decision) {
        var deeds = new ArrayList<Deed>();
        for (var done : decision.state().done()) {
            deeds.add(new Deed(
                    done.callId(),
                    done.tool(),
                    Personal.plain(done.arguments()) + " " + Personal.plain(done.content())));
        }
        if (decision.state().phase() instanceof Answering) {
            lookedUp(decision).stream()
                    .filter(BackgroundOf::succeeded)
                    .filter(exchange ->
                            deeds.stream().noneMatch(deed -> deed.callId().equals(exchange.callId())))
                    .map(exchange -> new Deed(
                            exchange.callId(),
                            exchange.tool(),
                            Personal.plain(exchange.arguments()) + " " + Personal.plain(exchange.content())))
                    .forEach(deeds::add);
        }
        return deeds;
    }

    private static List<String> statuses(Decision decision) {
        var texts = new ArrayList<String>();
        lookedUp(decision).stream()
                .filter(BackgroundOf::succeeded)
                .map(exchange -> Personal.plain(exchange.content()))
                .forEach(texts::add);
        var procedure = decision.state().procedure();
        if (procedure != null) {
            procedure.results().values().stream().map(Personal::plain).forEach(texts::add);
        }
        return texts;
    }

    /** What tools returned. What a specialist says is written by a model and backs nothing; what it looked up does. */
    private static List<ToolExchange> lookedUp(Decision decision) {
        return decision.turn().exchanges().stream()
                .filter(exchange -> PlatformTool.specialist(decision.definition(), exchange.tool()) == null)
                .toList();
    }

    private static boolean succeeded(ToolExchange exchange) {
        return exchange.outcome().equals(WorkFold.SUCCEEDED);
    }
}
