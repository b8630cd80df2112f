/**
 * The three small languages inside a definition: conditions (CEL), texts with placeholders, and argument templates.
 *
 * <p>Each is compiled once, when the definition is checked, and then evaluated over {@code Facts}. What a name in them
 * means is the same in all three:
 *
 * <table>
 * <caption>Names</caption>
 * <tr><td>{@code order_id}, {@code slots.order_id}</td><td>a slot of the procedure; always text, so {@code int(order_id)}
 * or {@code double(amount)} compares it as a number</td></tr>
 * <tr><td>{@code order}, {@code results.order}</td><td>the result of the call whose {@code as} is {@code order}</td></tr>
 * <tr><td>{@code resources.NAME}, {@code identity}</td><td>data attached to the conversation; {@code identity} is short
 * for {@code resources.identity}, by which a channel tells who the customer is</td></tr>
 * <tr><td>{@code args}</td><td>the arguments of the tool call, in a tool's own conditions</td></tr>
 * <tr><td>{@code customer.id}, {@code conversation.id}, {@code channel}, {@code language}, {@code now}</td><td>the
 * conversation</td></tr>
 * </table>
 *
 * <p>Numbers of JSON compare with {@code 100} and with {@code 100.0} alike. A name without a value makes a condition
 * undecided and a text incomplete; neither ever throws, and what they report holds no customer's words.
 */
@NullMarked
package io.casebook.platform.definition.expression;

import org.jspecify.annotations.NullMarked;
