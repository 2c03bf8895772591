package io.ketstream.optimizer.learning.kernel;

import java.util.Arrays;
import java.util.Optional;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// LIBSVM's solver (C.-C. Chang, C.-J. Lin, ACM TIST 2, 27 (2011)) on a kernel matrix of m rows,
/// for which it takes 28·m² bytes, or on m rows of d features, 28·m·d bytes.
///
/// It is deterministic: its random numbers are those of its cross-validation, which is not used,
/// its cache only keeps what it would compute again, and shrinking depends on the numbers alone. It
/// computes with the matrix rounded to single precision; the dual variables that it finds are
/// taken, bias and objective computed from them in double. How fine its solution is, a
/// [StoppingRule] says; a coarser one than the finest is logged.
final class Libsvm {

    /// Of the greatest violation of the optimality conditions, for each unit of C; 1e-3 in all is
    /// LIBSVM's own. The single precision of the matrix leaves margins of free vectors that differ
    /// from 1 by some 5e-7·C.
    private static final double TOLERANCE = 1e-8;

    private static final double ONE_CLASS_TOLERANCE = 1e-7;

    private static final int CACHE_MEGABYTES = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Libsvm.class);

    private final int kernelType;
    private final svm_node[][] nodes;
    private final StoppingRule rule;

    private Libsvm(int kernelType, svm_node[][] nodes, StoppingRule rule) {
        this.rule = rule;
        this.kernelType = kernelType;
        this.nodes = nodes;
    }

    static Libsvm ofKernel(double[][] gram, StoppingRule rule) {
        var nodes = new svm_node[gram.length][];
        for (int i = 0; i < gram.length; i++) {
            nodes[i] = new svm_node[gram.length + 1];
            nodes[i][0] = node(0, i + 1);
            for (int j = 0; j < gram.length; j++) {
                nodes[i][j + 1] = node(j + 1, gram[i][j]);
            }
        }
        return new Libsvm(svm_parameter.PRECOMPUTED, nodes, rule);
    }

    /// With their inner products as the kernel.
    static Libsvm ofFeatures(double[][] features, StoppingRule rule) {
        var nodes = new svm_node[features.length][];
        for (int i = 0; i < features.length; i++) {
            nodes[i] = new svm_node[features[i].length];
            for (int j = 0; j < features[i].length; j++) {
                nodes[i][j] = node(j + 1, features[i][j]);
            }
        }
        return new Libsvm(svm_parameter.LINEAR, nodes, rule);
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
        parameter.C = c;
        return solve(parameter, rows, y, rule.tolerances(TOLERANCE, Math.max(1, c)), rows.length);
    }

    /// βᵢ of ε-insensitive regression.
    double[] regressor(double[] targets, double c, double epsilon) {
        svm_parameter parameter = parameter(svm_parameter.EPSILON_SVR);
        parameter.C = c;
        parameter.p = epsilon;
        return solve(parameter, all(), targets, rule.tolerances(TOLERANCE, Math.max(1, c)), 2 * nodes.length);
    }

    /// αᵢ of the one-class machine; they add up to ν·m, and none is above 1.
    double[] oneClass(double nu) {
        svm_parameter parameter = parameter(svm_parameter.ONE_CLASS);
        parameter.nu = nu;
        // dual variables add up to ν·m; kernels of few qubits have many solutions, among which smaller steps do not end
        double[] tolerances = rule.tolerances(ONE_CLASS_TOLERANCE, Math.max(1, nu * nodes.length));
        return solve(parameter, all(), new double[nodes.length], tolerances, nodes.length);
    }

    private int[] all() {
        var rows = new int[nodes.length];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    /// @param tolerances from the finest to the coarsest
    /// @param variables of the dual problem
    private double[] solve(svm_parameter parameter, int[] rows, double[] y, double[] tolerances, int variables) {
        var problem = new svm_problem();
        problem.l = rows.length;
        problem.y = y;
        problem.x = new svm_node[rows.length][];
        Arrays.setAll(problem.x, i -> nodes[rows[i]]);
        svm_model model = train(problem, parameter, tolerances, variables);
        var coefficients = new double[rows.length];
        for (int j = 0; j < model.l; j++) {
            coefficients[model.sv_indices[j] - 1] = model.sv_coef[0][j];
        }
        return coefficients;
    }

    private static svm_model train(svm_problem problem, svm_parameter parameter, double[] tolerances, int variables) {
        int last = tolerances.length - 1;
        for (int k = 0; k < last; k++) {
            parameter.eps = tolerances[k];
            Optional<svm_model> model = IterationBudget.within(
                    variables, StoppingRule.budget(variables), () -> svm.svm_train(problem, parameter));
            if (model.isPresent()) {
                return model.get();
            }
            LOG.info(
                    "{} iterations do not bring a machine of {} rows to {}; it is fitted to {}",
                    StoppingRule.budget(variables),
                    problem.l,
                    tolerances[k],
                    tolerances[k + 1]);
        }
        parameter.eps = tolerances[last];
        return IterationBudget.unlimited(() -> svm.svm_train(problem, parameter));
    }

    private svm_parameter parameter(int type) {
        var parameter = new svm_parameter();
        parameter.svm_type = type;
        parameter.kernel_type = kernelType;
        parameter.cache_size = CACHE_MEGABYTES;
        parameter.shrinking = 1;
        parameter.probability = 0;
        parameter.weight_label = new int[0];
        parameter.weight = new double[0];
        return parameter;
    }
}
