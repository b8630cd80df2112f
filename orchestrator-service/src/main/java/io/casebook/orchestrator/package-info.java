/**
 * The one writer of the log: folds every conversation, keeps its timers, and routes what the heart asks for to those who
 * can do it.
 */
@NullMarked
package io.casebook.orchestrator;

import org.jspecify.annotations.NullMarked;
