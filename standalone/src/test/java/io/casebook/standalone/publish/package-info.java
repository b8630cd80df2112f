/** Publishing of folders. */
@org.jspecify.annotations.NullMarked
package io.casebook.standalone.publish;
