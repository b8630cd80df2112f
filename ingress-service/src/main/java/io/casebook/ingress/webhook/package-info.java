/**
 * What the agent says, posted to the company's own system: signed, at least once, and in order for each conversation. A
 * conversation whose receiver fails waits with growing pauses while all others go on.
 */
@NullMarked
package io.casebook.ingress.webhook;

import org.jspecify.annotations.NullMarked;
