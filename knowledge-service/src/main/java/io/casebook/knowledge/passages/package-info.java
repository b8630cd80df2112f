/**
 * From an article's text to the passages that a reply can rest on: headings give each passage its path, lists and tables stay
 * whole, and what nobody was meant to read (scripts, styles, comments, hidden elements) is left out.
 */
@NullMarked
package io.casebook.knowledge.passages;

import org.jspecify.annotations.NullMarked;
