package io.casebook.knowledge.search;

/** Arithmetic on vectors. */
public final class Vectors {
    private static final int LANES = 8;

    private Vectors() {}

    /** The dot product, always added up in the same order, so that every machine gets the same. Eight sums keep the processor busy. */
    public static float dot(float[] left, float[] right) {
        var a = 0f;
        var b = 0f;
        var c = 0f;
        var d = 0f;
        var e = 0f;
        var f = 0f;
        var g = 0f;
        var h = 0f;
        var i = 0;
        for (; i + LANES <= left.length; i += LANES) {
            a += left[i] * right[i];
            b += left[i + 1] * right[i + 1];
            c += left[i + 2] * right[i + 2];
            d += left[i + 3] * right[i + 3];
            e += left[i + 4] * right[i + 4];
            f += left[i + 5] * right[i + 5];
            g += left[i + 6] * right[i + 6];
            h += left[i + 7] * right[i + 7];
        }
        for (; i < left.length; i++) {
            a += left[i] * right[i];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }
}
