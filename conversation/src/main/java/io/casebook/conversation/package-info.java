/**
 * The heart: what a conversation remembers, what it decides on an input, and how an event changes it. Pure functions over
 * immutable records; time, ids and every answer of the outside come in as data.
 */
@NullMarked
package io.casebook.conversation;

import org.jspecify.annotations.NullMarked;
