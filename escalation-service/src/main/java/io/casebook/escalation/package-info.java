/**
 * The desk where humans take over: a queue of hand-offs with their context, claims, approvals, replies and feedback.
 */
@NullMarked
package io.casebook.escalation;

import org.jspecify.annotations.NullMarked;
