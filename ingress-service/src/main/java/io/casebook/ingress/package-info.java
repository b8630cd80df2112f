/**
 * The door: what the outside says becomes an inbound event, what the agent says is delivered to the channel that asked.
 */
@NullMarked
package io.casebook.ingress;

import org.jspecify.annotations.NullMarked;
