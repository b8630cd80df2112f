/** Questions in SQL, from people and programs: anything may be asked, nothing can be changed or reached beside the tables. */
@NullMarked
package io.casebook.projections.query;

import org.jspecify.annotations.NullMarked;
