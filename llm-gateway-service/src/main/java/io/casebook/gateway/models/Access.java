package io.casebook.gateway.models;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How a model is reached.
 *
 * @param provider whose protocol it speaks
 * @param baseUrl address of the endpoint; null for the provider's own
 * @param region region of the cloud, for Bedrock
 * @param deployment name of the deployment, for Azure
 * @param apiVersion version of the interface, for Azure; null for the one without versions
 */
public record Access(
        Provider provider,
        @Nullable URI baseUrl,
        @Nullable String region,
        @Nullable String deployment,
        @Nullable String apiVersion) {

    /** An endpoint at an address. */
    public static Access to(Provider provider, URI baseUrl) {
        return new Access(provider, baseUrl, null, null, null);
    }

    /** The address, or another one where none is said. */
    public String baseUrlOr(String usual) {
        return baseUrl == null ? usual : baseUrl.toString();
    }
}
