/** Tools that answer from their definition and call nobody: for a first draft of an agent, and for simulated conversations. */
@NullMarked
package io.casebook.tools.mock;

import org.jspecify.annotations.NullMarked;
