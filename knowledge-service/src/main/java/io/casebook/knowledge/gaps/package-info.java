/**
 * What is missing: questions of the conversations that the articles do not answer, put together where they are alike, and the articles
 * that the answers of people propose. A projection of the conversation log, made anew at each start; nothing but a person's decision
 * on a proposal is written anywhere.
 */
@NullMarked
package io.casebook.knowledge.gaps;

import org.jspecify.annotations.NullMarked;
