/**
 * One call to one model over the network: what is sent, how long it may take, how much may come back, and what came of it. No
 * retries here, and nothing of the exchange is logged.
 */
@NullMarked
package io.casebook.gateway.endpoint;

import org.jspecify.annotations.NullMarked;
