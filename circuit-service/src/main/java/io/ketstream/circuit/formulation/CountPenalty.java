package io.ketstream.circuit.formulation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A quadratic function of some variables that is 0 where their count c lies within `minimum` and `maximum`
/// and at least 1 elsewhere.
///
/// One value: (c − minimum)². Two: (c − minimum)(c − maximum)/2. More: (c − minimum − s)² with slack s, which
/// the qubits from `slack` on hold in binary, the last with what is left, so that s takes 0 … maximum −
/// minimum and nothing else.
record CountPenalty(List<Integer> members, int minimum, int maximum, int slack) {

    CountPenalty {
        members = List.copyOf(members);
    }

    /// How many qubits of slack a range needs.
    static int slackQubits(int minimum, int maximum) {
        int width = maximum - minimum;
        return width < 2 ? 0 : 32 - Integer.numberOfLeadingZeros(width);
    }

    int slackQubits() {
        return slackQubits(minimum, maximum);
    }

    /// The least value where the count is `distance` > 0 outside.
    double violation(int distance) {
        double steps = distance;
        return maximum - minimum == 1 ? steps * (steps + 1) / 2 : steps * steps;
    }

    void addTo(BinaryQuadratic cost, double weight) {
        int[] counted = members.stream().mapToInt(i -> i).toArray();
        int[] ones = new int[counted.length];
        Arrays.fill(ones, 1);
        int width = maximum - minimum;
        if (width == 0) {
            cost.addSquare(weight, counted, ones, -minimum);
        } else if (width == 1) {
            cost.addSquare(weight / 2, counted, ones, -(minimum + 0.5));
            cost.addOffset(-weight / 8);
        } else {
            int[] slackWeights = slackWeights(width);
            int[] all = IntStream.concat(Arrays.stream(counted), IntStream.range(slack, slack + slackWeights.length))
                    .toArray();
            int[] coefficients = IntStream.concat(
                            Arrays.stream(ones), Arrays.stream(slackWeights).map(bit -> -bit))
                    .toArray();
            cost.addSquare(weight, all, coefficients, -minimum);
        }
    }

    /// 1, 2, 4, … and the rest of `width`.
    private static int[] slackWeights(int width) {
        int[] weights = new int[slackQubits(0, width)];
        int left = width;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = k == weights.length - 1 ? left : 1 << k;
            left -= weights[k];
        }
        return weights;
    }
}
