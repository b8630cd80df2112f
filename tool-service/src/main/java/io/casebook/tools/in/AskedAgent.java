package io.casebook.tools.in;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.http.Ids;
import org.jspecify.annotations.Nullable;

/** Whose tools are meant: those of the agent that a request names, or of the installation's own. */
final class AskedAgent {
    private AskedAgent() {}

    static String id(@Nullable String named, PlatformSettings settings) {
        return named == null ? settings.defaultAgentId() : Ids.requireValid("agent", named);
    }

    static ApiException notLive(String agent) {
        return new ApiException(
                Code.NOT_FOUND,
                "no version of the agent %s is live; publish one with `casebook publish`".formatted(agent));
    }
}
