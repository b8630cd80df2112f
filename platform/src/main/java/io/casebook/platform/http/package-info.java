/**
 * The manners of every HTTP interface: who may call ({@link io.casebook.platform.http.ApiKeyFilter}), how a body is read
 * ({@link io.casebook.platform.http.JsonBody}) and how a refusal looks ({@link io.casebook.platform.http.Problem}).
 */
@NullMarked
package io.casebook.platform.http;

import org.jspecify.annotations.NullMarked;
