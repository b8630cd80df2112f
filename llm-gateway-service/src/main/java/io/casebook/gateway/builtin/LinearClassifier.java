package io.casebook.gateway.builtin;

import java.util.Arrays;

/**
 * Multinomial logistic regression over embeddings, fitted by gradient descent with momentum: the same examples give the same
 * weights. Small classes weigh more than their number, so that a procedure of three examples is not drowned by the rest.
 */
final class LinearClassifier {
    private static final int ROUNDS = 250;
    private static final float RATE = 4;
    private static final float MOMENTUM = 0.9f;
    private static final float REGULARISATION = 7e-5f;
    private static final double BALANCE = 0.85;

    private final float[][] weights;
    private final float[] biases;

    private LinearClassifier(float[][] weights, float[] biases) {
        this.weights = weights;
        this.biases = biases;
    }

    /** Fits examples to their classes, which are numbered from 0. */
    static LinearClassifier fit(float[][] examples, int[] classes, int classCount) {
        var dimensions = examples[0].length;
        var model = new LinearClassifier(new float[classCount][dimensions], new float[classCount]);
        var importance = importance(classes, classCount);
        var speed = new float[classCount][dimensions];
        var biasSpeed = new float[classCount];
        var gradient = new float[classCount][dimensions];
        var biasGradient = new float[classCount];
        for (var round = 0; round < ROUNDS; round++) {
            for (var row : gradient) {
                Arrays.fill(row, 0);
            }
            Arrays.fill(biasGradient, 0);
            for (var i = 0; i < examples.length; i++) {
                var wrong = model.logits(examples[i]);
                Vectors.softmax(wrong);
                wrong[classes[i]] -= 1;
                for (var c = 0; c < classCount; c++) {
                    var step = (float) (wrong[c] * importance[i] / examples.length);
                    Vectors.add(gradient[c], step, examples[i]);
                    biasGradient[c] += step;
                }
            }
            for (var c = 0; c < classCount; c++) {
                Vectors.add(gradient[c], REGULARISATION, model.weights[c]);
                for (var d = 0; d < dimensions; d++) {
                    speed[c][d] = MOMENTUM * speed[c][d] - RATE * gradient[c][d];
                }
                Vectors.add(model.weights[c], 1, speed[c]);
                biasSpeed[c] = MOMENTUM * biasSpeed[c] - RATE * biasGradient[c];
                model.biases[c] += biasSpeed[c];
            }
        }
        return model;
    }

    /** For each class a number, the higher the likelier. */
    double[] logits(float[] vector) {
        var logits = new double[weights.length];
        for (var c = 0; c < weights.length; c++) {
            logits[c] = Vectors.dot(weights[c], vector) + biases[c];
        }
        return logits;
    }

    private static double[] importance(int[] classes, int classCount) {
        var counts = new int[classCount];
        for (var c : classes) {
            counts[c]++;
        }
        var importance = new double[classes.length];
        var sum = 0.0;
        for (var i = 0; i < classes.length; i++) {
            importance[i] = Math.pow(counts[classes[i]], -BALANCE);
            sum += importance[i];
        }
        for (var i = 0; i < classes.length; i++) {
            importance[i] *= classes.length / sum;
        }
        return importance;
    }
}
