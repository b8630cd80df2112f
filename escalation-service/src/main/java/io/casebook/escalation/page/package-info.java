/** The desk for people: the queue on one side, the chosen case on the other. */
@NullMarked
package io.casebook.escalation.page;

import org.jspecify.annotations.NullMarked;
