/** Tests of what operators see of calls to models. */
@NullMarked
package io.casebook.gateway.observe;

import org.jspecify.annotations.NullMarked;
