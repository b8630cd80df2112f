/** The log as a person or a script reads it: straight from Kafka, committed events only, folded where a state is asked for. */
@NullMarked
package io.casebook.standalone.log;

import org.jspecify.annotations.NullMarked;
