/**
 * Results that tools bring later, over the API and the inbound topic: every process that calls tools follows that topic from the
 * first such call on, and hands a result to whoever waits for it.
 */
@NullMarked
package io.casebook.tools.later;

import org.jspecify.annotations.NullMarked;
