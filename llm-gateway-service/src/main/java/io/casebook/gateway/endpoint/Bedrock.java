package io.casebook.gateway.endpoint;

import dev.langchain4j.model.bedrock.BedrockCachePointPlacement;
import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockChatRequestParameters;
import dev.langchain4j.model.bedrock.BedrockTokenUsage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.token.credentials.SdkToken;
import software.amazon.awssdk.http.auth.scheme.BearerAuthScheme;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * AWS Bedrock by its Converse interface. With a key it is called with that; without one the credentials come from where AWS's own
 * tools look for them: the environment, the shared files, the role of the machine.
 */
final class Bedrock implements Protocol {

    @Override
    public ChatModel model(Connection connection) {
        var spec = connection.spec();
        var parameters = BedrockChatRequestParameters.builder().modelName(spec.model());
        if (spec.maxOutput() > 0) {
            parameters.maxOutputTokens(spec.maxOutput());
        }
        if (spec.temperature() != null) {
            parameters.temperature(spec.temperature());
        }
        if (spec.promptCache()) {
            parameters.promptCaching(BedrockCachePointPlacement.AFTER_SYSTEM);
        }
        return BedrockChatModel.builder()
                .client(client(connection))
                .modelId(spec.model())
                .defaultRequestParameters(parameters.build())
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false)
                .build();
    }

    private static BedrockRuntimeClient client(Connection connection) {
        var access = connection.spec().access();
        var builder = BedrockRuntimeClient.builder()
                .httpClient(new AwsTransport(connection.transport()))
                .region(Region.of(String.valueOf(access.region())))
                .overrideConfiguration(settings -> {
                    settings.retryStrategy(DefaultRetryStrategy.doNotRetry());
                    connection.headers().forEach(settings::putHeader);
                });
        if (access.baseUrl() != null) {
            builder.endpointOverride(access.baseUrl());
        }
        var key = connection.key();
        if (key == null) {
            builder.credentialsProvider(DefaultCredentialsProvider.builder().build());
        } else {
            builder.tokenProvider(() -> token(key))
                    .authSchemeProvider(asked -> List.of(AuthSchemeOption.builder()
                            .schemeId(BearerAuthScheme.SCHEME_ID)
                            .build()));
        }
        return builder.build();
    }

    private static SdkToken token(String key) {
        return new SdkToken() {
            @Override
            public String token() {
                return key;
            }

            @Override
            public Optional<Instant> expirationTime() {
                return Optional.empty();
            }
        };
    }

    @Override
    public Tokens tokens(TokenUsage usage) {
        return usage instanceof BedrockTokenUsage details
                ? Tokens.apart(usage, details.cacheReadInputTokens(), details.cacheWriteInputTokens())
                : Tokens.of(usage, null);
    }
}
