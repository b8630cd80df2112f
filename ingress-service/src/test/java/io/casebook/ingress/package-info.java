/** What the tests of this service share: captured records, told states, a small HTTP caller. */
@NullMarked
package io.casebook.ingress;

import org.jspecify.annotations.NullMarked;
