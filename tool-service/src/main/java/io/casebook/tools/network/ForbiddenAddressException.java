package io.casebook.tools.network;

import java.net.UnknownHostException;

/** A host has a private address that the installation does not declare. */
public final class ForbiddenAddressException extends UnknownHostException {
    /** @param host the host, whose address is not told: a caller could map a network with it */
    public ForbiddenAddressException(String host) {
        super("%s has a private address; if calls may go there, declare it in casebook.tools.private-hosts"
                .formatted(host));
    }
}
