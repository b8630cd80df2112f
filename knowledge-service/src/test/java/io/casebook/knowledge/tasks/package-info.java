@NullMarked
package io.casebook.knowledge.tasks;

import org.jspecify.annotations.NullMarked;
