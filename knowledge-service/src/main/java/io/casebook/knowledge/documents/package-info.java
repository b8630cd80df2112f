/** What stands in files that are no text: PDF, Word documents and tables of questions, turned into structured text within bounds. */
@NullMarked
package io.casebook.knowledge.documents;

import org.jspecify.annotations.NullMarked;
