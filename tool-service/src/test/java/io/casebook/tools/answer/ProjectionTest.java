package io.casebook.tools.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.ToolOutput;
import io.casebook.tools.Sample;
import io.casebook.tools.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private static final String RESULT = "{\"id\":\"1\",\"total\":44.10,\"items\":[{\"name\":\"tent\",\"cost\":9},"
            + "{\"name\":\"rope\",\"cost\":2},{\"name\":\"pan\",\"cost\":3}],\"a/b\":{\"c\":1}}";

    private static String told(int maxItems, String... pick) {
        return Json.text(Projection.of(new ToolOutput(List.of(pick), maxItems)).apply(Sample.arguments(RESULT)));
    }

    @Test
    void a_result_is_told_whole_unless_the_definition_says_otherwise() {
        assertThat(told(0)).isEqualTo(RESULT);
    }

    @Test
    void what_pointers_lead_to_is_told_in_its_place() {
        assertThat(told(0, "/total", "/items/*/name", "/a~1b/c"))
                .isEqualTo("{\"total\":44.10,\"items\":[{\"name\":\"tent\"},{\"name\":\"rope\"},{\"name\":\"pan\"}],"
                        + "\"a/b\":{\"c\":1}}");
        assertThat(told(0, "/items/1")).isEqualTo("{\"items\":[{\"name\":\"rope\",\"cost\":2}]}");
        assertThat(told(0, "/nothing/here")).isEqualTo("{}");
    }

    @Test
    void a_place_deeper_than_the_result_goes_is_null() {
        assertThat(told(0, "/total/net")).isEqualTo("{\"total\":null}");
    }

    @Test
    void a_list_is_cut_to_so_many_items_and_says_so() {
        assertThat(told(1, "/items/*/name")).isEqualTo("{\"items\":[{\"name\":\"tent\"},\"… and 2 more\"]}");
    }
}
