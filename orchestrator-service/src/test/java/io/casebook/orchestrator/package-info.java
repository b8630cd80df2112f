/** The topology under the test driver: what the shell adds to the heart. */
@NullMarked
package io.casebook.orchestrator;

import org.jspecify.annotations.NullMarked;
