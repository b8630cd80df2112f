/**
 * What is sent to a model: a request and an agent's definition become messages and tools, always the same ones for the same
 * input, so that a prompt can be rebuilt from the log and proved by its hash. Whatever customers, articles and tools said is
 * fenced as data.
 */
@NullMarked
package io.casebook.gateway.prompt;

import org.jspecify.annotations.NullMarked;
