/** Tests of prompts. */
@NullMarked
package io.casebook.gateway.prompt;

import org.jspecify.annotations.NullMarked;
