/**
 * What is put to models beside searching: articles to write from what people replied, passages to compare and to put in order. All of it is optional and
 * bounded, and never in the way of an answer: without a model, or where one fails, what stands there without it goes on.
 */
@NullMarked
package io.casebook.knowledge.tasks;

import org.jspecify.annotations.NullMarked;
