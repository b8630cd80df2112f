/** Tests of the queue, the desk and the page. */
@NullMarked
package io.casebook.escalation.queue;

import org.jspecify.annotations.NullMarked;
