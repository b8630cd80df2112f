/** Patterns over texts that others wrote: how long that may take, counted in looks and not in time, so that it is the same everywhere. */
@NullMarked
package io.casebook.platform.matching;

import org.jspecify.annotations.NullMarked;
