package io.casebook.knowledge.search;

import org.apache.lucene.util.VectorUtil;

/**
 * A vector in a byte a number, for a first look at many: a quarter of the memory to read, and whole numbers, whose sum is the same
 * on every processor however it is added up. With it comes how far it is off at most, so that nothing is lost by the first look.
 *
 * @param codes the numbers, as multiples of the scale
 * @param scale what a code of 1 stands for
 * @param error length of the difference to the vector
 * @param length length of what the codes stand for
 */
@SuppressWarnings("ArrayRecordComponent") // Codes are multiplied, never records of them compared.
record Quantized(byte[] codes, double scale, double error, double length) {
    /** More than what adding up in single precision can be off, for vectors of length 1. */
    private static final double ARITHMETIC = 1e-5;

    static Quantized of(float[] vector) {
        var largest = 0f;
        for (var value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        var scale = largest == 0 ? 1 : (double) largest / Byte.MAX_VALUE;
        var codes = new byte[vector.length];
        var error = 0.0;
        var length = 0.0;
        for (var i = 0; i < vector.length; i++) {
            codes[i] = (byte) Math.round(vector[i] / scale);
            var off = vector[i] - codes[i] * scale;
            error += off * off;
            length += codes[i] * scale * codes[i] * scale;
        }
        return new Quantized(codes, scale, Math.sqrt(error), Math.sqrt(length));
    }

    /** The highest that the dot product of the two vectors can be: by Cauchy and Schwarz, from the lengths of what was left out. */
    double atMost(Quantized other) {
        var near = VectorUtil.dotProduct(codes, other.codes) * scale * other.scale;
        return near + (length + error) * other.error + other.length * error + ARITHMETIC;
    }
}
