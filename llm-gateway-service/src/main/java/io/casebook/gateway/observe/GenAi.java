package io.casebook.gateway.observe;

import io.casebook.gateway.models.Provider;

/** The names of OpenTelemetry's semantic conventions for generative AI, as far as they are used. */
final class GenAi {
    /** Time of one call. */
    static final String OPERATION_DURATION = "gen_ai.client.operation.duration";
    /** Tokens of one call, by type. */
    static final String TOKEN_USAGE = "gen_ai.client.token.usage";

    static final String OPERATION_NAME = "gen_ai.operation.name";
    static final String PROVIDER_NAME = "gen_ai.provider.name";
    static final String REQUEST_MODEL = "gen_ai.request.model";
    static final String RESPONSE_FINISH_REASONS = "gen_ai.response.finish_reasons";
    static final String TOKEN_TYPE = "gen_ai.token.type";
    static final String USAGE_INPUT_TOKENS = "gen_ai.usage.input_tokens";
    static final String USAGE_OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
    static final String ERROR_TYPE = "error.type";

    /** The only operation there is. */
    static final String CHAT = "chat";

    private GenAi() {}

    static String provider(Provider provider) {
        return switch (provider) {
            case OPENAI -> "openai";
            case AZURE -> "azure.ai.openai";
            case ANTHROPIC -> "anthropic";
            case BEDROCK -> "aws.bedrock";
            case GEMINI -> "gcp.gemini";
            case OLLAMA -> "ollama";
        };
    }
}
