package io.casebook.knowledge.search;

/**
 * What a text means: its vector, and the vector in a byte a number for the first look.
 *
 * @param vector the vector, of length 1
 * @param quantized the same, nearly
 */
@SuppressWarnings("ArrayRecordComponent") // Vectors are compared, never records of them.
record Meaning(float[] vector, Quantized quantized) {
    static Meaning of(float[] vector) {
        return new Meaning(vector, Quantized.of(vector));
    }
}
