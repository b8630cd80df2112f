/** What comes in: calls that change or search articles, and search requests from the topic. */
@NullMarked
package io.casebook.knowledge.in;

import org.jspecify.annotations.NullMarked;
