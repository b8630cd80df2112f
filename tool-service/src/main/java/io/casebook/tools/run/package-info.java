/**
 * How a call is carried out, whatever kind of tool it is of. A kind ({@link io.casebook.tools.run.ToolKind}) compiles what a
 * definition says into a {@link io.casebook.tools.run.Carrier}, which puts a call together and tries it once. All else is the
 * same for every kind and stands here: how often it is tried, how many run at once, when a broken tool is left alone, what an
 * answer must be to be of use, and what is known after a changing call.
 *
 * <p>Reading tools are tried again where that helps. Of a changing tool only one try is made here, and its outcome says which of
 * three is true: the tool answered, nothing was sent, or nobody knows.
 */
@NullMarked
package io.casebook.tools.run;

import org.jspecify.annotations.NullMarked;
