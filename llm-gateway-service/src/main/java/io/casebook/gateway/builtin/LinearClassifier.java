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
        var columns = transposed(examples);
        var errors = new float[classCount][examples.length];
        var speed = new float[classCount][dimensions];
        var biasSpeed = new float[classCount];
        var gradient = new float[dimensions];
        for (var round = 0; round < ROUNDS; round++) {
            model.errors(columns, classes, importance, errors);
            for (var c = 0; c < classCount; c++) {
                Arrays.fill(gradient, 0);
                var biasGradient = 0f;
                for (var i = 0; i < examples.length; i++) {
                    Vectors.add(gradient, errors[c][i], examples[i]);
                    biasGradient += errors[c][i];
                }
                Vectors.add(gradient, REGULARISATION, model.weights[c]);
                for (var d = 0; d < dimensions; d++) {
                    speed[c][d] = MOMENTUM * speed[c][d] - RATE * gradient[d];
                }
                Vectors.add(model.weights[c], 1, speed[c]);
                biasSpeed[c] = MOMENTUM * biasSpeed[c] - RATE * biasGradient;
                model.biases[c] += biasSpeed[c];
            }
        }
        return model;
    }

    /**
     * How far each example's probabilities are from what they should be, by class. Goes through the examples by column, so that
     * the compiler can use the processor's vector instructions.
     */
    private void errors(float[][] columns, int[] classes, double[] importance, float[][] errors) {
        var count = classes.length;
        for (var c = 0; c < weights.length; c++) {
            Arrays.fill(errors[c], biases[c]);
            for (var d = 0; d < columns.length; d++) {
                Vectors.add(errors[c], weights[c][d], columns[d]);
            }
        }
        var wrong = new double[weights.length];
        for (var i = 0; i < count; i++) {
            for (var c = 0; c < wrong.length; c++) {
                wrong[c] = errors[c][i];
            }
            Vectors.softmax(wrong);
            wrong[classes[i]] -= 1;
            for (var c = 0; c < wrong.length; c++) {
                errors[c][i] = (float) (wrong[c] * importance[i] / count);
            }
        }
    }

    private static float[][] transposed(float[][] rows) {
        var columns = new float[rows[0].length][rows.length];
        for (var i = 0; i < rows.length; i++) {
            for (var d = 0; d < columns.length; d++) {
                columns[d][i] = rows[i][d];
            }
        }
        return columns;
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
