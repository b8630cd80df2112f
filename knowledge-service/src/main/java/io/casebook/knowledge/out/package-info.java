/** What goes out: changes of articles, onto the knowledge log. */
@NullMarked
package io.casebook.knowledge.out;

import org.jspecify.annotations.NullMarked;
