/** Tests of the queue, the desk and the page. */
@NullMarked
package io.casebook.escalation.desk;

import org.jspecify.annotations.NullMarked;
