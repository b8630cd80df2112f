/** Everything in one process: the broker, the services, the sample agent, and the command line that drives them. */
@NullMarked
package io.casebook.standalone;

import org.jspecify.annotations.NullMarked;
