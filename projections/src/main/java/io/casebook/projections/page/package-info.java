/** The pages on which people travel through a conversation, step by step. */
@NullMarked
package io.casebook.projections.page;

import org.jspecify.annotations.NullMarked;
