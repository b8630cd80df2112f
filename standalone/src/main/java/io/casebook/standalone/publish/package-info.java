/** An agent's folder on its way to the topics: compiled, published where its version is new, its articles beside it. */
@NullMarked
package io.casebook.standalone.publish;

import org.jspecify.annotations.NullMarked;
