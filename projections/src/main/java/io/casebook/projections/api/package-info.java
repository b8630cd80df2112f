/** What programs ask: transcripts, lists, timelines, and the tables themselves. */
@NullMarked
package io.casebook.projections.api;

import org.jspecify.annotations.NullMarked;
