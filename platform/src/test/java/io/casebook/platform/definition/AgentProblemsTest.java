package io.casebook.platform.definition;

import static io.casebook.platform.definition.Spoilt.AGENT;
import static io.casebook.platform.definition.Spoilt.spoilt;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** One spoilt line of agent.yaml each, and what people are told about it. */
class AgentProblemsTest {

    static final List<Spoilt> AGENT_FILES = List.of(
            spoilt(AGENT, "id: shop\n", "", "agent.yaml:1: error: id is missing"),
            spoilt(AGENT, "id: shop", "id: My Shop", "agent.yaml:1: error: id is not usable: My Shop"),
            spoilt(AGENT, "memory:", "memorry:", "agent.yaml:14: error: unknown key memorry (did you mean memory?)"),
            spoilt(AGENT, "languages: [en, de]\n", "", "agent.yaml:1: error: the agent speaks no language"),
            spoilt(AGENT, "[en, de]", "[en, german!]", "agent.yaml:2: error: not a language: german!"),
            spoilt(AGENT, "[en, de]", "{en: de}", "agent.yaml:2: error: languages must be a list, not a mapping"),
            spoilt(
                    AGENT,
                    "tools: [get_order]\nmodels",
                    "tools: [get_ordr]\nmodels",
                    "agent.yaml:4: error: no tool is called get_ordr (did you mean get_order?)"),
            spoilt(
                    AGENT,
                    "Look closely., tools: [get_order]",
                    "Look closely., tools: [refund_order]",
                    "agent.yaml:17: error: the specialist returns may not have the tool refund_order, which writes"),
            spoilt(
                    AGENT,
                    "{returns:",
                    "{re turns:",
                    "agent.yaml:17: error: the specialist's name re turns is not usable"),
            spoilt(AGENT, "judge: off", "judge: builtin", "agent.yaml:5: error: the built-in model cannot judge"),
            spoilt(AGENT, "reason: [big]", "reason: []", "agent.yaml:5: error: the role reason has no model"),
            spoilt(
                    AGENT,
                    "reason: [big]",
                    "reasn: [big]",
                    "agent.yaml:5: error: unknown key reasn (did you mean reason?)"),
            spoilt(
                    AGENT,
                    "debounce: 100ms",
                    "debounce: 100",
                    "agent.yaml:6: error: debounce must be a duration, not \"100\""),
            spoilt(
                    AGENT,
                    "holding_after: 10s",
                    "holding_after: 10m",
                    "agent.yaml:6: error: holding_after must lie between zero and turn_deadline"),
            spoilt(
                    AGENT,
                    "clarify_below: 0.5",
                    "clarify_below: 5",
                    "agent.yaml:7: error: clarify_below must lie between 0 and 1"),
            spoilt(
                    AGENT,
                    "steps: 5",
                    "steps: many",
                    "agent.yaml:8: error: steps must be a whole number of at least 1, not many"),
            spoilt(
                    AGENT,
                    "[grounded, language]",
                    "[grounded, langage]",
                    "agent.yaml:10: error: no check is called langage (did you mean language?)"),
            spoilt(AGENT, "max_characters: 600", "max_characters: 0", "agent.yaml:11: error: max_characters must be"),
            spoilt(AGENT, "max_characters", "max_chars", "agent.yaml:11: error: unknown key max_chars"),
            spoilt(AGENT, "[no worries, \"as an AI\"]", "[\"...\"]", "agent.yaml:11: error: not a phrase: ..."),
            spoilt(AGENT, "channel == 'email'", "channel = 'email'", "agent.yaml:12: error: not a condition:"),
            spoilt(
                    AGENT,
                    "channel == 'email'",
                    "args.claim == []",
                    "agent.yaml:12: error: no fact of a reply is called claim (did you mean claims?)"),
            spoilt(AGENT, "{when: \"channel == 'email'\"}", "some", "agent.yaml:12: error: replies must be"),
            spoilt(
                    AGENT,
                    "{when: \"channel == 'email'\"}",
                    "{sample: 0}",
                    "agent.yaml:12: error: replies needs one of"),
            spoilt(
                    AGENT,
                    "{when: \"channel == 'email'\"}",
                    "{sample: 3}",
                    "agent.yaml:12: error: sample must lie between 0 and 1"),
            spoilt(
                    AGENT,
                    "default: tier1",
                    "default: tier2",
                    "agent.yaml:13: error: no target is called tier2 (did you mean tier1?)"),
            spoilt(
                    AGENT,
                    "lifecycle: {abandon_after: 2h, nudge_after: 30m}",
                    "lifecycle: off",
                    "agent.yaml:15: error: lifecycle cannot be off"),
            spoilt(AGENT, "nudge_after: 30m", "nudge_after: 3h", "agent.yaml:15: error: nudge_after must lie between"),
            spoilt(
                    AGENT,
                    "passages: 3",
                    "passages: 3, passages: 4",
                    "agent.yaml:16: error: the key passages stands here a second time"),
            spoilt(AGENT, "when: about returns, ", "", "agent.yaml:17: error: when is missing"),
            spoilt(
                    AGENT,
                    "time_zone: Europe/Vienna",
                    "time_zone: Europe/Viena",
                    "agent.yaml:18: error: there is no time zone Europe/Viena (did you mean Europe/Vienna?)"),
            spoilt(
                    AGENT,
                    "$resources.crm.locale",
                    "de",
                    "agent.yaml:19: error: locale must name a part of a resource, not de"),
            spoilt(
                    AGENT,
                    "consent: required",
                    "consent: require",
                    "agent.yaml:19: error: consent must be assumed or required, not require (did you mean required?)"),
            spoilt(AGENT, "opt_out: off", "opt_uot: off", "agent.yaml:19: error: unknown key opt_uot"),
            spoilt(
                    AGENT,
                    "sat: 9:00-12:00",
                    "sat: 12:00-9:00",
                    "agent.yaml:13: error: sat must be hours of one day, not \"12:00-9:00\""),
            spoilt(AGENT, "sat: 9:00", "sat: 25:00", "agent.yaml:13: error: sat must be hours of one day"),
            spoilt(
                    AGENT,
                    "sat: 9:00-12:00",
                    "thu-sat: 9:00-12:00",
                    "agent.yaml:13: error: the hours of thursday stand here a second time"),
            spoilt(
                    AGENT,
                    "13:00-24:00",
                    "11:00-24:00",
                    "agent.yaml:13: error: the hours 11:00-24:00 overlap others of mon-fri"),
            spoilt(AGENT, "sat: 9", "sonday: 9", "agent.yaml:13: error: unknown key sonday"),
            spoilt(AGENT, "[2026-12-25]", "[2026-13-25]", "agent.yaml:13: error: not a date: 2026-13-25"),
            spoilt(
                    AGENT,
                    "{mon-fri: [9:00-12:00, 13:00-24:00], sat: 9:00-12:00, closed: [2026-12-25]}",
                    "{mon-sun: off}",
                    "agent.yaml:13: error: nobody is ever there"),
            spoilt(AGENT, "confidence: off", "confidence: [0.7", "agent.yaml:10: error: not YAML:"));

    @ParameterizedTest
    @FieldSource("AGENT_FILES")
    void a_mistake_is_named_with_file_and_line(Spoilt spoilt) {
        spoilt.assertRefused();
    }
}
