package io.casebook.gateway.builtin;

/** Arithmetic on vectors of one length. */
final class Vectors {
    private Vectors() {}

    /** The dot product; with vectors of length 1, their likeness. */
    static float dot(float[] a, float[] b) {
        // Four sums, so that the processor need not wait for each addition before the next.
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        var i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Adds a multiple of one vector to another. */
    static void add(float[] to, float factor, float[] what) {
        for (var i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    /** Makes logits probabilities, in place. */
    static void softmax(double[] logits) {
        var most = Double.NEGATIVE_INFINITY;
        for (var logit : logits) {
            most = Math.max(most, logit);
        }
        var sum = 0.0;
        for (var i = 0; i < logits.length; i++) {
            logits[i] = Math.exp(logits[i] - most);
            sum += logits[i];
        }
        for (var i = 0; i < logits.length; i++) {
            logits[i] /= sum;
        }
    }
}
