/** What was known and used then, beside what the articles say today. */
@NullMarked
package io.casebook.knowledge.past;

import org.jspecify.annotations.NullMarked;
