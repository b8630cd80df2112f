/**
 * Articles: read from an agent's folder or taken by API, put on the knowledge log when they changed, and kept in every version
 * that the log ever held.
 */
@NullMarked
package io.casebook.knowledge.articles;

import org.jspecify.annotations.NullMarked;
