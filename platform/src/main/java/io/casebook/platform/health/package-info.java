/** Whether the parts in this process can do their work. */
@NullMarked
package io.casebook.platform.health;

import org.jspecify.annotations.NullMarked;
