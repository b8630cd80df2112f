package io.casebook.tools.template;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.call.Denied;
import io.casebook.tools.call.Schema;
import java.util.ArrayList;
import java.util.List;

/** Names in braces that nothing fills. */
public final class Names {
    private Names() {}

    /** Refuses a tool with a name in braces that is neither among its parameters nor bound. */
    public static void refuseUnknown(Tool tool, Schema parameters, Body body) {
        var used = new ArrayList<String>();
        body.arguments(used::add);
        refuseUnknown(tool, parameters, used);
    }

    /** Refuses a tool with a name in braces that is neither among its parameters nor bound. */
    public static void refuseUnknown(Tool tool, Schema parameters, List<String> used) {
        if (parameters.open()) {
            return;
        }
        for (var name : used) {
            var point = name.indexOf('.');
            var first = point < 0 ? name : name.substring(0, point);
            if (!parameters.names().contains(first) && !tool.bind().containsKey(first)) {
                throw Denied.invalidDefinition(
                        tool.name(), "nothing fills {%s}: it is neither in parameters nor in bind".formatted(name));
            }
        }
    }
}
