/** The heart's specification: stories, races, and the promises as properties. */
@NullMarked
package io.casebook.conversation;

import org.jspecify.annotations.NullMarked;
