/** Tests of the ways to the models. */
@org.jspecify.annotations.NullMarked
package io.casebook.gateway.endpoint;
