/** Tests of the service, and what they share: articles, a log in memory, and embeddings that need no model. */
@NullMarked
package io.casebook.knowledge;

import org.jspecify.annotations.NullMarked;
