/** What waits for people, as the escalations topic tells it: every case with where it stands, whatever order its records come in. */
@NullMarked
package io.casebook.escalation.queue;

import org.jspecify.annotations.NullMarked;
