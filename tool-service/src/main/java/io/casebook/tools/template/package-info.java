/**
 * Texts and JSON of a definition with places that a call fills: arguments, variables and secrets of the installation. Values are
 * put in once and never read as templates again.
 */
@NullMarked
package io.casebook.tools.template;

import org.jspecify.annotations.NullMarked;
