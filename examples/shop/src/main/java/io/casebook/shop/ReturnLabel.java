package io.casebook.shop;

import java.time.LocalDate;

/** A prepaid label for sending an order back; an order has one. */
record ReturnLabel(String id, String orderId, String url, LocalDate validUntil) {}
