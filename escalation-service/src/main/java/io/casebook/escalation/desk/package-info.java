/** What a person at the desk does: checked against where the case stands, then told to the orchestrator as an inbound record. */
@NullMarked
package io.casebook.escalation.desk;

import org.jspecify.annotations.NullMarked;
