/**
 * The command line: one class a command, parsed before anything else starts. A command that asks questions talks to a running
 * Casebook over HTTP or reads Kafka itself; only {@code up} starts one, which is the next package's story.
 *
 * <p>Exit codes: 0 done, 1 it did not work or something is wrong, 2 the command line is wrong.
 */
@NullMarked
package io.casebook.standalone.command;

import org.jspecify.annotations.NullMarked;
