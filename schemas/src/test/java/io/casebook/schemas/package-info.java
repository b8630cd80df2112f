/** What the wire promises: yesterday's bytes are read today, and today's by yesterday. */
@NullMarked
package io.casebook.schemas;

import org.jspecify.annotations.NullMarked;
