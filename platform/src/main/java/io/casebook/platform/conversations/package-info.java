/** What a service may know of a conversation without being the orchestrator. */
@NullMarked
package io.casebook.platform.conversations;

import org.jspecify.annotations.NullMarked;
