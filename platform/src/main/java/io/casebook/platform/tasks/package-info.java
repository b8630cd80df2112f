/** Work for models that belongs to no turn of a conversation: how services ask for it and get its outcome. */
@NullMarked
package io.casebook.platform.tasks;

import org.jspecify.annotations.NullMarked;
