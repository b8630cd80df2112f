package io.casebook.shop;

/**
 * A registered customer.
 *
 * @param sample true for the customer of the sample chat, whose orders a visitor without an account may ask about too
 */
record Customer(String id, String name, String email, Address address, boolean sample) {
    Customer withAddress(Address newAddress) {
        return new Customer(id, name, email, newAddress, sample);
    }

    /** The e-mail address as it may be shown in a chat: {@code d***@example.com}. */
    String maskedEmail() {
        int at = email.indexOf('@');
        return email.charAt(0) + "***" + email.substring(at);
    }
}
