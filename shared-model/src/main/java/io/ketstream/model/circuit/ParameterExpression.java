package io.ketstream.model.circuit;

import io.ketstream.model.RealVector;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// An angle that is affine in the circuit's parameters: constant + Σ coefficient·parameter.
///
/// Parameters are named by their index in [ParameterizedCircuit#parameters()]. Terms are kept in order of
/// index, without zero coefficients, and a constant −0.0 is kept as 0.0, so that equal expressions are equal
/// records.
public record ParameterExpression(double constant, List<Term> terms) {

    /// coefficient · parameter.
    public record Term(int parameter, double coefficient) {
        public Term {
            if (parameter < 0) {
                throw new IllegalArgumentException("a parameter index is not negative: " + parameter);
            }
            if (!Double.isFinite(coefficient)) {
                throw new IllegalArgumentException("the coefficient of parameter " + parameter + " is not finite");
            }
        }
    }

    public ParameterExpression {
        if (!Double.isFinite(constant)) {
            throw new IllegalArgumentException("an angle is not finite: " + constant);
        }
        constant += 0.0; // -0.0 becomes 0.0
        terms = canonical(terms);
    }

    private static List<Term> canonical(List<Term> terms) {
        if (terms.isEmpty() || (terms.size() == 1 && terms.getFirst().coefficient() != 0)) {
            return List.copyOf(terms);
        }
        var merged = new TreeMap<Integer, Double>();
        for (Term term : terms) {
            merged.merge(term.parameter(), term.coefficient(), Double::sum);
        }
        var canonical = new ArrayList<Term>(merged.size());
        merged.forEach((parameter, coefficient) -> {
            if (coefficient != 0) {
                canonical.add(new Term(parameter, coefficient));
            }
        });
        return List.copyOf(canonical);
    }

    public static ParameterExpression constant(double value) {
        return new ParameterExpression(value, List.of());
    }

    public static ParameterExpression parameter(int index) {
        return parameter(index, 1);
    }

    public static ParameterExpression parameter(int index, double coefficient) {
        return new ParameterExpression(0, List.of(new Term(index, coefficient)));
    }

    public boolean isConstant() {
        return terms.isEmpty();
    }

    /// The value at `parameters`, terms added in order of index.
    public double evaluate(RealVector parameters) {
        double value = constant;
        // Without an iterator: this is called once a gate of every evaluation.
        for (int k = 0; k < terms.size(); k++) {
            Term term = terms.get(k);
            value += term.coefficient() * parameters.get(term.parameter());
        }
        return value;
    }

    public ParameterExpression plus(ParameterExpression other) {
        var sum = new ArrayList<>(terms);
        sum.addAll(other.terms);
        return new ParameterExpression(constant + other.constant, sum);
    }

    public ParameterExpression times(double factor) {
        return new ParameterExpression(
                constant * factor,
                terms.stream()
                        .map(term -> new Term(term.parameter(), term.coefficient() * factor))
                        .toList());
    }

    /// Divides by `divisor` itself, not by multiplication with its reciprocal: `pi / 3` is the nearest double.
    public ParameterExpression dividedBy(double divisor) {
        return new ParameterExpression(
                constant / divisor,
                terms.stream()
                        .map(term -> new Term(term.parameter(), term.coefficient() / divisor))
                        .toList());
    }

    public ParameterExpression negated() {
        return times(-1);
    }
}
