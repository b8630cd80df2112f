@NullMarked
package io.casebook.platform.tasks;

import org.jspecify.annotations.NullMarked;
