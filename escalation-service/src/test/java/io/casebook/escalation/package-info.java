/** Tests of the queue, the desk and the page. */
@NullMarked
package io.casebook.escalation;

import org.jspecify.annotations.NullMarked;
