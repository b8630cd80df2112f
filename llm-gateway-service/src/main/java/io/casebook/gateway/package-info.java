/**
 * The way to the models: a request becomes a prompt for one model family, its answer is validated, and limits, failover
 * and cost are kept here so that no one else has to.
 */
@NullMarked
package io.casebook.gateway;

import org.jspecify.annotations.NullMarked;
