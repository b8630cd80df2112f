package io.casebook.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.casebook.conversation.check.ToolClaims.ClaimPhrase;
import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ChannelPolicy;
import io.casebook.conversation.definition.Check;
import io.casebook.conversation.definition.Confidence;
import io.casebook.conversation.definition.DailyLimit;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.HandOffPolicy.Target;
import io.casebook.conversation.definition.KnowledgePolicy;
import io.casebook.conversation.definition.Lifecycle;
import io.casebook.conversation.definition.Limits;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.OpeningHours;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.RateLimit;
import io.casebook.conversation.definition.Rendered;
import io.casebook.conversation.definition.ReplyApproval;
import io.casebook.conversation.definition.ReplyPolicy;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.StepPath;
import io.casebook.conversation.definition.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DefinitionCompilerTest {

    @Test
    void a_good_folder_compiles_without_a_word() {
        assertThat(SmallAgent.whole().compile())
                .isInstanceOfSatisfying(
                        Compilation.Compiled.class,
                        compiled -> assertThat(compiled.problems()).isEmpty());
    }

    @Test
    void the_smallest_agent_has_a_name_and_a_language() {
        AgentDefinition agent = new SmallAgent(Map.of("agent.yaml", "id: tiny\nlanguages: [en]\n")).definition();

        assertThat(agent)
                .isEqualTo(AgentDefinition.builder("tiny")
                        .version(agent.version())
                        .customer(agent.customer())
                        .knowledge(agent.knowledge())
                        .build());
        assertThat(Objects.requireNonNull(agent.customer().ai()).source()).isEqualTo("{resources.identity.ai}");
    }

    @Test
    void the_sample_agent_compiles_without_an_error() throws Exception {
        Path sample = Path.of("../examples/shop/agent");
        assumeThat(Files.isDirectory(sample)).isTrue();

        assertThat(DefinitionCompiler.compile(sample).problems().stream().filter(Problem::isError))
                .isEmpty();
    }

    @Test
    void every_block_of_the_agent_file_arrives() {
        AgentDefinition agent = SmallAgent.whole().definition();

        assertThat(agent.agentId()).isEqualTo("shop");
        assertThat(agent.languages()).containsExactly("en", "de");
        assertThat(agent.instructions()).isEqualTo("You help.");
        assertThat(agent.generalTools()).containsExactly("get_order");
        assertThat(agent.models().of(ModelRole.REASON)).containsExactly("big");
        assertThat(agent.models().generative(ModelRole.REASON)).isTrue();
        assertThat(agent.models().on(ModelRole.JUDGE)).isFalse();
        assertThat(agent.models().of(ModelRole.CLASSIFY)).containsExactly("builtin");
        assertThat(agent.channel("web"))
                .isEqualTo(new ChannelPolicy(
                        Duration.ofMillis(100), Duration.ofSeconds(8), Duration.ofSeconds(30), Duration.ofSeconds(10)));
        assertThat(agent.channel("email")).isEqualTo(ChannelPolicy.EMAIL);
        assertThat(agent.channel("pigeon")).isEqualTo(ChannelPolicy.WEB);
        assertThat(agent.triage().clarifyBelow()).isEqualTo(0.5);
        assertThat(agent.triage().forbiddenTopics()).containsExactly("tax");
        assertThat(agent.limits().steps()).isEqualTo(5);
        assertThat(agent.limits().usdMicrosPerConversation()).isEqualTo(250_000);
        assertThat(agent.limits().tokensPerTurn()).isEqualTo(Limits.UNLIMITED);
        assertThat(agent.confidence()).isEqualTo(Confidence.OFF);
        assertThat(agent.checks()).containsExactly(Check.GROUNDED, Check.LANGUAGE);
        assertThat(agent.replyPolicy()).isEqualTo(new ReplyPolicy(600, List.of("no worries", "as an AI")));
        assertThat(agent.replyApproval()).isInstanceOf(ReplyApproval.When.class);
        Target billing = agent.handOff().target("billing");
        assertThat(billing.languages()).containsExactly("de");
        OpeningHours hours = Objects.requireNonNull(billing.hours());
        assertThat(hours.zone()).isEqualTo(ZoneId.of("Europe/Vienna"));
        assertThat(hours.open()).hasSize(6);
        assertThat(hours.open().get(DayOfWeek.FRIDAY))
                .containsExactly(
                        new OpeningHours.Span(LocalTime.of(9, 0), LocalTime.NOON),
                        new OpeningHours.Span(LocalTime.of(13, 0), LocalTime.MIDNIGHT));
        assertThat(hours.closed()).containsExactly(LocalDate.of(2026, 12, 25));
        assertThat(agent.customer().companyZone()).isEqualTo(ZoneId.of("Europe/Vienna"));
        assertThat(Objects.requireNonNull(agent.customer().locale())
                        .render(Facts.of("c", "v", "web", "en").withResource("crm", "{\"locale\": \"de-AT\"}")))
                .isEqualTo(new Rendered.Complete("de-AT"));
        assertThat(agent.customer().timeZone()).isNull();
        assertThat(agent.customer().consentRequired()).isTrue();
        assertThat(agent.customer().optOut()).isFalse();
        assertThat(agent.handOff().target("nobody").id()).isEqualTo("tier1");
        assertThat(agent.memory().verbatimTurns()).isEqualTo(2);
        assertThat(agent.lifecycle())
                .isEqualTo(new Lifecycle(
                        Duration.ofHours(2), Duration.ofDays(7), Duration.ofMinutes(10), Duration.ofMinutes(30)));
        assertThat(agent.knowledge().passages()).isEqualTo(3);
        assertThat(agent.specialists()).containsOnlyKeys("returns");
    }

    @Test
    void who_is_known_is_told_by_the_identity_unless_the_agent_names_another_place() {
        assertThat(users("knowledge: {passages: 3}", "identity", "{\"ok\": true}"))
                .isEqualTo(new Rendered.Complete("true"));
        assertThat(users("knowledge: on", "identity", "{\"ok\": true}")).isEqualTo(new Rendered.Complete("true"));
        assertThat(users("knowledge: {users: $resources.crm.member}", "crm", "{\"member\": \"yes\"}"))
                .isEqualTo(new Rendered.Complete("yes"));
        assertThat(knowledge("knowledge: {users: off}").users()).isNull();
    }

    private static Rendered users(String knowledge, String resource, String told) {
        return Objects.requireNonNull(knowledge(knowledge).users())
                .render(Facts.of("c", "v", "web", "en").withResource(resource, told));
    }

    private static KnowledgePolicy knowledge(String written) {
        return SmallAgent.whole()
                .replacing("agent.yaml", "knowledge: {passages: 3}", written)
                .definition()
                .knowledge();
    }

    @Test
    void every_key_of_a_tool_arrives() {
        Tool tool = Objects.requireNonNull(SmallAgent.whole().definition().tool("refund_order"));

        assertThat(tool.writes()).isTrue();
        assertThat(tool.bind()).containsExactly(Map.entry("customer_id", "$customer.id"));
        assertThat(tool.parametersJson())
                .as("without what the platform fills")
                .isEqualTo("{\"type\":\"object\",\"required\":[\"order_id\",\"amount\"],\"properties\":"
                        + "{\"order_id\":{\"type\":\"string\"},\"amount\":{\"type\":\"number\"}}}");
        assertThat(Objects.requireNonNull(tool.approve()).source()).isEqualTo("args.amount > 100.0");
        assertThat(Objects.requireNonNull(tool.requires()).source()).isEqualTo("identity.ok");
        assertThat(tool.idempotencyHeader()).isEqualTo("Idempotency-Key");
        assertThat(tool.redact()).containsExactly("/card/number");
        assertThat(Objects.requireNonNull(tool.check()).tool()).isEqualTo("get_order");
        assertThat(tool.limit()).isEqualTo(new RateLimit(10, Duration.ofMinutes(1)));
        assertThat(tool.claims())
                .containsExactly(
                        new ClaimPhrase("en", "have refunded"),
                        new ClaimPhrase("en", "is refunded"),
                        new ClaimPhrase("de", "erstattet"));
        assertThat(tool.critical()).isTrue();
        assertThat(tool.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(tool.returnsJson()).isEqualTo("{\"type\":\"object\",\"required\":[\"id\"]}");
        assertThat(tool.execution().get("http"))
                .as("settings and secrets stay unresolved")
                .isEqualTo(Map.of(
                        "method",
                        "POST",
                        "url",
                        "${env:SHOP_URL}/orders/{order_id}/refunds",
                        "json",
                        Map.of("amount", "{amount}")));
    }

    @Test
    void a_tool_of_a_server_knows_where_to_find_itself() {
        String server = """
                servers:
                  crm:
                    mcp: {url: "http://localhost:9000/mcp"}
                    tools: {find_article: {effect: read, description: Find., parameters: {type: object, properties: {}}}}
                """;
        Tool tool = Objects.requireNonNull(
                new SmallAgent(Map.of("agent.yaml", "id: tiny\nlanguages: [en]\n", "tools.yaml", server))
                        .definition()
                        .tool("find_article"));

        assertThat(tool.execution().get("mcp"))
                .isEqualTo(Map.of("url", "http://localhost:9000/mcp", "operation", "find_article"));
    }

    @Test
    void a_procedure_of_steps_arrives_in_its_order() {
        Procedure refund =
                Objects.requireNonNull(SmallAgent.whole().definition().procedure("refund"));

        assertThat(refund.handOffTarget()).isEqualTo("billing");
        assertThat(refund.limit()).isEqualTo(new DailyLimit(200));
        assertThat(refund.examples()).hasSize(2);
        assertThat(refund.paths().stream().map(StepPath::text))
                .containsExactly("0", "1", "1.on_error.0", "2", "2.then.0", "2.else.0", "3", "4", "4.then.0", "5", "6");
        assertThat(refund.paths().stream()
                        .map(path -> Objects.requireNonNull(refund.step(path)).kind()))
                .containsExactly(
                        "ask", "call", "handoff", "if", "agent", "say", "confirm", "if", "finish", "call", "finish");
        assertThat(refund.step(StepPath.of("5")))
                .isInstanceOfSatisfying(
                        Step.Call.class, call -> assertThat(call.onError()).isNull());
    }

    @Test
    void a_procedure_in_prose_is_named_after_its_file() {
        Procedure returns =
                Objects.requireNonNull(SmallAgent.whole().definition().procedure("returns"));

        assertThat(returns.isProse()).isTrue();
        assertThat(returns.body()).isEqualTo("Look the order up.\nThen explain how to send it back.");
        assertThat(returns.tools()).containsExactly("get_order");
    }

    @Test
    void the_agents_own_prompts_are_found_by_purpose_and_family() {
        CompiledDefinition compiled =
                SmallAgent.whole().with("prompts/reason/big.md", "Be long.").compiled();

        assertThat(compiled.prompt("reason", "big")).isEqualTo(PromptTexts.of("Be long."));
        assertThat(compiled.prompt("reason", "small")).isEqualTo(PromptTexts.of("Be brief."));
        assertThat(compiled.prompt("judge", "big")).isNull();
        assertThat(compiled.scenarios()).containsOnlyKeys("scenarios/one.yaml");
    }

    @Test
    void the_same_files_make_the_same_definition_again() {
        AgentDefinition first = SmallAgent.whole().definition();
        AgentDefinition second = SmallAgent.whole().definition();

        assertThat(first.version()).isEqualTo(second.version()).matches("[0-9a-f]{12}");
        assertThat(List.copyOf(first.tools().keySet()))
                .isEqualTo(List.copyOf(second.tools().keySet()));
        assertThat(first.procedure("returns")).isEqualTo(second.procedure("returns"));
    }
}
