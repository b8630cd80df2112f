/**
 * Everything in one process, from the command line to the line that says ready, and back down again.
 *
 * <p>{@code UpCommand} reads the options and refuses what cannot work before anything starts. {@code Foundation} is what the services
 * stand on: the locked data folder, the broker, the sample shop, the topics, the agent. It is laid while the services' own
 * framework boots; {@code FoundationGate} holds the services back until their topics are there. {@code ServicesRun} waits for
 * all of it and says ready. {@code Ending} takes it down in the opposite order.
 */
@NullMarked
package io.casebook.standalone.up;

import org.jspecify.annotations.NullMarked;
