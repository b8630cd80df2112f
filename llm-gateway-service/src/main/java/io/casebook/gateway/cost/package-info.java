/** What models cost a day, and what happens when a day's budget is used up; and answers that need not be paid for twice. */
@NullMarked
package io.casebook.gateway.cost;

import org.jspecify.annotations.NullMarked;
