/** A conversation in the terminal: what the customer types goes to the HTTP API, what the agent sends comes back by its stream. */
@NullMarked
package io.casebook.standalone.chat;

import org.jspecify.annotations.NullMarked;
