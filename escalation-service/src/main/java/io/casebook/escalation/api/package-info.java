/** The desk for programs: what waits for people, and what they do about it. */
@NullMarked
package io.casebook.escalation.api;

import org.jspecify.annotations.NullMarked;
