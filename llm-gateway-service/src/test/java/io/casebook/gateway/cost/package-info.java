/** Tests of budgets and of the cache. */
@NullMarked
package io.casebook.gateway.cost;

import org.jspecify.annotations.NullMarked;
