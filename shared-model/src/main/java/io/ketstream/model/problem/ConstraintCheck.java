package io.ketstream.model.problem;

import io.ketstream.model.InvalidValueException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whether a portfolio's constraints can be kept together, and which cannot.
///
/// Groups are disjoint and everything else counts assets, so what can be kept is found by adding up. What bounds of
/// weights ask of counts is found first.
final class ConstraintCheck {

    private final List<String> symbols;
    private final int cardinality;
    private final PortfolioConstraints constraints;
    private final Map<String, Integer> index = new HashMap<>();

    private ConstraintCheck(List<String> symbols, int cardinality, PortfolioConstraints constraints) {
        this.symbols = symbols;
        this.cardinality = cardinality;
        this.constraints = constraints;
        for (int i = 0; i < symbols.size(); i++) {
            index.put(symbols.get(i), i);
        }
    }

    /// @throws InvalidValueException naming the constraints that conflict
    static void check(List<String> symbols, int cardinality, PortfolioConstraints constraints) {
        new ConstraintCheck(symbols, cardinality, constraints).check();
    }

    private void check() {
        checkKnown("constraints.mandatory", constraints.mandatory());
        checkKnown("constraints.forbidden", constraints.forbidden());
        for (int g = 0; g < constraints.groups().size(); g++) {
            checkKnown(
                    "constraints.groups[" + g + "].symbols",
                    constraints.groups().get(g).symbols());
            checkGroup(g);
        }
        if (constraints.mandatory().size() + constraints.forbidden().size() >= symbols.size()) {
            throw new InvalidValueException(
                    "constraints", "must leave an asset to choose: all of them are mandatory or forbidden");
        }
        checkWeights();
        checkTotal(GroupCounts.of(constraints, cardinality));
    }

    private void checkKnown(String field, List<String> named) {
        for (int i = 0; i < named.size(); i++) {
            if (!index.containsKey(named.get(i))) {
                throw new InvalidValueException(field + "[" + i + "]", "must be one of the portfolio's symbols");
            }
        }
    }

    private void checkGroup(int g) {
        AssetGroup group = constraints.groups().get(g);
        List<String> demanded = common(constraints.mandatory(), group.symbols());
        if (demanded.size() > group.maxCount()) {
            throw new InvalidValueException(
                    "constraints.groups[" + g + "].maxCount",
                    "must be at least " + demanded.size() + ": constraints.mandatory has " + demanded + " of '"
                            + group.name() + "'");
        }
        int left = group.symbols().size()
                - common(constraints.forbidden(), group.symbols()).size();
        if (left < group.minCount()) {
            throw new InvalidValueException(
                    "constraints.groups[" + g + "].minCount",
                    "must be at most " + left + ": constraints.forbidden leaves no more of '" + group.name() + "'");
        }
    }

    /// Whether the capital has room where every asset is in a group.
    private void checkWeights() {
        long grouped = constraints.groups().stream()
                .flatMap(group -> group.symbols().stream())
                .filter(symbol -> !constraints.forbidden().contains(symbol))
                .count();
        double room = constraints.groups().stream()
                .mapToDouble(AssetGroup::mostWeight)
                .sum();
        if (grouped == symbols.size() - constraints.forbidden().size() && room < 1 - PortfolioConstraints.ROUNDING) {
            throw new InvalidValueException(
                    "constraints.groups",
                    "must have maxWeights that add up to at least 1, not " + GroupCounts.share(room)
                            + ": every asset is in a group");
        }
    }

    private void checkTotal(GroupCounts counts) {
        int fewest = 0;
        int most = 0;
        var demands = new ArrayList<String>();
        var limits = new ArrayList<String>();
        int grouped = 0;
        int mandatoryInGroups = 0;
        int forbiddenInGroups = 0;
        for (int g = 0; g < constraints.groups().size(); g++) {
            AssetGroup group = constraints.groups().get(g);
            int demanded = common(constraints.mandatory(), group.symbols()).size();
            int gone = common(constraints.forbidden(), group.symbols()).size();
            grouped += group.symbols().size();
            mandatoryInGroups += demanded;
            forbiddenInGroups += gone;
            fewest += Math.max(counts.fewest(g), demanded);
            most += Math.min(counts.most(g), group.symbols().size() - gone);
            if (counts.fewest(g) > demanded) {
                String why = counts.fewest(g) > group.minCount() ? " for minWeights" : "";
                demands.add("group '" + group.name() + "' (at least " + counts.fewest(g) + why + ")");
            }
            if (counts.most(g) < group.symbols().size() - gone) {
                String why = counts.most(g) < group.maxCount() ? " for maxWeights" : "";
                limits.add("group '" + group.name() + "' (at most " + counts.most(g) + why + ")");
            }
        }
        fewest += constraints.mandatory().size() - mandatoryInGroups;
        most += symbols.size() - grouped - (constraints.forbidden().size() - forbiddenInGroups);
        if (!constraints.mandatory().isEmpty()) {
            demands.add("mandatory (" + constraints.mandatory().size() + ")");
        }
        if (!constraints.forbidden().isEmpty()) {
            limits.add("forbidden (leaves "
                    + (symbols.size() - constraints.forbidden().size()) + " of " + symbols.size() + ")");
        }
        int least = constraints.fewest(cardinality);
        int greatest = constraints.most(cardinality);
        if (least > greatest) {
            throw conflict(List.of(atLeast(least), atMost(greatest)));
        }
        if (fewest > greatest) {
            demands.add(atMost(greatest));
            throw conflict(demands);
        }
        if (most < least) {
            limits.add(atLeast(least));
            throw conflict(limits);
        }
    }

    private String atLeast(int least) {
        Integer given = constraints.minCardinality();
        if (least > (given == null ? cardinality : given)) {
            return "maxWeight (at least " + least + " assets)";
        }
        return given == null ? "cardinality (exactly " + cardinality + ")" : "minCardinality (at least " + given + ")";
    }

    private String atMost(int greatest) {
        return greatest < cardinality
                ? "minWeight (at most " + greatest + " assets)"
                : "cardinality (at most " + cardinality + ")";
    }

    private static InvalidValueException conflict(List<String> parts) {
        return new InvalidValueException(
                "constraints", "must leave a selection; these conflict: " + String.join(", ", parts));
    }

    private static List<String> common(List<String> some, List<String> others) {
        return some.stream().filter(others::contains).toList();
    }
}
