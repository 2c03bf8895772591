package io.ketstream.optimizer.learning.kernel;

import java.util.Arrays;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/// LIBSVM's solver (C.-C. Chang, C.-J. Lin, ACM TIST 2, 27 (2011)) on a kernel matrix of m rows,
/// for which it takes 28·m² bytes, or on m rows of d features, 28·m·d bytes.
///
/// It is deterministic: its random numbers are those of its cross-validation, which is not used,
/// its cache only keeps what it would compute again, and shrinking depends on the numbers alone. It
/// computes with the matrix rounded to single precision; the dual variables that it finds are
/// taken, bias and objective computed from them in double.
final class Libsvm {

    /// Of the greatest violation of the optimality conditions, for each unit of C; 1e-3 in all is
    /// LIBSVM's own. The single precision of the matrix leaves margins of free vectors that differ
    /// from 1 by some 5e-7·C.
    private static final double TOLERANCE = 1e-8;

    private static final double ONE_CLASS_TOLERANCE = 1e-7;

    private static final int CACHE_MEGABYTES = 64;

    static {
        svm.svm_set_print_string_function(_ -> {});
    }

    private final int kernelType;
    private final svm_node[][] nodes;

    private Libsvm(int kernelType, svm_node[][] nodes) {
        this.kernelType = kernelType;
        this.nodes = nodes;
    }

    static Libsvm ofKernel(double[][] gram) {
        var nodes = new svm_node[gram.length][];
        for (int i = 0; i < gram.length; i++) {
            nodes[i] = new svm_node[gram.length + 1];
            nodes[i][0] = node(0, i + 1);
            for (int j = 0; j < gram.length; j++) {
                nodes[i][j + 1] = node(j + 1, gram[i][j]);
            }
        }
        return new Libsvm(svm_parameter.PRECOMPUTED, nodes);
    }

    /// With their inner products as the kernel.
    static Libsvm ofFeatures(double[][] features) {
        var nodes = new svm_node[features.length][];
        for (int i = 0; i < features.length; i++) {
            nodes[i] = new svm_node[features[i].length];
            for (int j = 0; j < features[i].length; j++) {
                nodes[i][j] = node(j + 1, features[i][j]);
            }
        }
        return new Libsvm(svm_parameter.LINEAR, nodes);
    }

    private static svm_node node(int index, double value) {
        var node = new svm_node();
        node.index = index;
        node.value = value;
        return node;
    }

    /// yᵢαᵢ of the soft-margin classifier of some rows.
    ///
    /// @param y +1 or −1; the first is +1
    double[] classifier(int[] rows, double[] y, double c) {
        svm_parameter parameter = parameter(svm_parameter.C_SVC);
        setCost(parameter, c);
        return solve(parameter, rows, y);
    }

    /// βᵢ of ε-insensitive regression.
    double[] regressor(double[] targets, double c, double epsilon) {
        svm_parameter parameter = parameter(svm_parameter.EPSILON_SVR);
        setCost(parameter, c);
        parameter.p = epsilon;
        return solve(parameter, all(), targets);
    }

    /// αᵢ of the one-class machine; they add up to ν·m, and none is above 1.
    double[] oneClass(double nu) {
        svm_parameter parameter = parameter(svm_parameter.ONE_CLASS);
        parameter.nu = nu;
        // dual variables add up to ν·m; kernels of few qubits have many solutions, among which smaller steps do not end
        parameter.eps = ONE_CLASS_TOLERANCE * Math.max(1, nu * nodes.length);
        return solve(parameter, all(), new double[nodes.length]);
    }

    private static void setCost(svm_parameter parameter, double c) {
        parameter.C = c;
        parameter.eps = TOLERANCE * Math.max(1, c);
    }

    private int[] all() {
        var rows = new int[nodes.length];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    private double[] solve(svm_parameter parameter, int[] rows, double[] y) {
        var problem = new svm_problem();
        problem.l = rows.length;
        problem.y = y;
        problem.x = new svm_node[rows.length][];
        Arrays.setAll(problem.x, i -> nodes[rows[i]]);
        svm_model model = svm.svm_train(problem, parameter);
        var coefficients = new double[rows.length];
        for (int j = 0; j < model.l; j++) {
            coefficients[model.sv_indices[j] - 1] = model.sv_coef[0][j];
        }
        return coefficients;
    }

    private svm_parameter parameter(int type) {
        var parameter = new svm_parameter();
        parameter.svm_type = type;
        parameter.kernel_type = kernelType;
        parameter.cache_size = CACHE_MEGABYTES;
        parameter.eps = TOLERANCE;
        parameter.shrinking = 1;
        parameter.probability = 0;
        parameter.weight_label = new int[0];
        parameter.weight = new double[0];
        return parameter;
    }
}
