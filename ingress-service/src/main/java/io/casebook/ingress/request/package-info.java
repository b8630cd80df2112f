/** What this service's requests have in common beyond the platform's way to read a body: how long a text may be, which ids others may give. */
@NullMarked
package io.casebook.ingress.request;

import org.jspecify.annotations.NullMarked;
