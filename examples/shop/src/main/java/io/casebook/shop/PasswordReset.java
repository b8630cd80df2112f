package io.casebook.shop;

import java.time.Instant;

/** A reset link that was sent to the e-mail address of an account, never to another one. */
record PasswordReset(String id, String customerId, Instant createdAt, Instant expiresAt) {}
