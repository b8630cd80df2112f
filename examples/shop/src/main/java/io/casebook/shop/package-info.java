/**
 * The small shop that the sample agent works for: the system "behind" the tools, as every company has one.
 *
 * <p>It is a plain HTTP service over one JSON file, so that a first conversation needs nothing but a JDK, and it behaves as a careful shop does:
 * it says clearly why it refuses, it never carries out the same write twice for one idempotency key, and what it answered is on disk before the
 * answer leaves. A request goes {@link io.casebook.shop.ShopServer} -> {@link io.casebook.shop.Router} -> a desk ({@link
 * io.casebook.shop.OrderDesk}, {@link io.casebook.shop.RefundDesk}, {@link io.casebook.shop.AccountDesk}, {@link io.casebook.shop.Catalogue}) ->
 * {@link io.casebook.shop.Store}.
 */
@NullMarked
package io.casebook.shop;

import org.jspecify.annotations.NullMarked;
