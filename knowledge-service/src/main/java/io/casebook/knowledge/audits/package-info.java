/** What is wrong with the articles as a whole: found by rules that read all of them, reported, never changed. */
@NullMarked
package io.casebook.knowledge.audits;

import org.jspecify.annotations.NullMarked;
