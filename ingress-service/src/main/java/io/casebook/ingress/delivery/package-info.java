/**
 * What the agent says, on its way to those who listen: the outbound topic is followed, its newest records are kept for those who
 * come back, and every open stream gets what is new. A stream costs an entry in a map, not a thread.
 */
@NullMarked
package io.casebook.ingress.delivery;

import org.jspecify.annotations.NullMarked;
