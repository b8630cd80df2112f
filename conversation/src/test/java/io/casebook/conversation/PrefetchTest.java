package io.casebook.conversation;

import io.casebook.conversation.definition.Tool;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.ProcedureStepTaken;
import io.casebook.vocabulary.event.SlotFilled;
import io.casebook.vocabulary.event.ToolCallFailed;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.event.ToolCallSucceeded;
import io.casebook.vocabulary.event.TurnStarted;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class PrefetchTest {

    @Test
    void A_turn_begins_with_all_of_its_context_at_once_and_thinks_when_the_last_of_it_is_there() {
        Story.with(Agents.prefetching())
                .customerSays("m1", "Where is my order?")
                .happens(
                        CustomerMessageReceived.class,
                        TurnStarted.class,
                        ToolCallRequested.class,
                        ToolCallRequested.class)
                .toolReturns("{\"orders\":[]}")
                .happens(ToolCallSucceeded.class)
                .toolReturns("{\"tier\":\"gold\"}")
                .happens(ToolCallSucceeded.class, CompletionRequested.class)
                .modelSays("big", "You have none.", 0.95)
                .replies("You have none.")
                .keepsItsPromises();
    }

    @Test
    void A_turn_goes_on_without_what_could_not_be_looked_up() {
        Story.with(Agents.prefetching())
                .customerSays("m1", "Where is my order?")
                .toolFails("unavailable")
                .happens(ToolCallFailed.class)
                .toolFails("unavailable")
                .happens(ToolCallFailed.class, CompletionRequested.class)
                .keepsItsPromises();
    }

    @Test
    void What_was_looked_up_for_an_overtaken_turn_is_looked_up_again_for_the_next_one() {
        Story.with(Agents.prefetching())
                .customerSays("m1", "Where is my order?")
                .customerSays("m2", "Order 1001, I mean.")
                .toolReturns("{}")
                .toolReturns("{}")
                .happens(ToolCallSucceeded.class, CompletionRequested.class)
                .keepsItsPromises();
    }

    @Test
    void An_answer_to_a_procedure_s_question_is_taken_when_all_that_is_looked_up_to_begin_with_is_there() {
        var tools = new LinkedHashMap<>(Agents.shop().tools());
        tools.put("get_customer", Tool.reading("get_customer").prefetch(true).build());
        Story.with(Agents.shop().toBuilder().tools(tools).build())
                .customerSays("m1", "Where is my order?")
                .toolReturns("{\"tier\":\"gold\"}")
                .modelClassifies("order_status", 0.95)
                .searchFinds(0.1)
                .replies("Which order is it?")
                .customerSays("m2", "It is 1001.")
                .happens(CustomerMessageReceived.class, TurnStarted.class, ToolCallRequested.class)
                .toolReturns("{\"tier\":\"silver\"}")
                .happens(ToolCallSucceeded.class, SlotFilled.class, ProcedureStepTaken.class, ToolCallRequested.class)
                .toolReturns("{\"status\":\"shipped\"}")
                .replies("Order 1001: {\"status\":\"shipped\"}")
                .keepsItsPromises();
    }
}
