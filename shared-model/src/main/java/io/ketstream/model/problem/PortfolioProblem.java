package io.ketstream.model.problem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Minimise riskAversion·xᵀΣx − μᵀx over x ∈ {0, 1}ⁿ with Σx = K, the cardinality, and with what
/// `constraints` ask for. With `turnover`, cost·Σ|xᵢ − K·wᵢ| is added, wᵢ the share held now: trading to
/// equal weights, in the same units.
///
/// Either given in numbers (`symbols`, `expectedReturns` μ, `covariance` Σ), or by `universe` and optional
/// `asOf`, the market data that ingestion-service holds; intake resolves the latter to the former, unless there are
/// more assets than a circuit may have qubits: then it is taken apart.
///
/// @param weighting how weights are set on the selection; absent: none below 0
/// @param cardinality how many assets are selected; with `constraints.minCardinality`, at most
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PortfolioProblem(
        @Nullable List<String> symbols,
        @Nullable RealVector expectedReturns,
        @Nullable RealMatrix covariance,
        @Nullable String universe,
        @Nullable LocalDate asOf,
        double riskAversion,
        int cardinality,
        @Nullable PortfolioConstraints constraints,
        @Nullable Turnover turnover,
        @Nullable Weighting weighting)
        implements Problem {

    /// The most that a portfolio by its universe may be chosen from.
    public static final int MAX_ASSETS = 5000;

    /// Without constraints and turnover.
    public PortfolioProblem(
            @Nullable List<String> symbols,
            @Nullable RealVector expectedReturns,
            @Nullable RealMatrix covariance,
            @Nullable String universe,
            @Nullable LocalDate asOf,
            double riskAversion,
            int cardinality) {
        this(symbols, expectedReturns, covariance, universe, asOf, riskAversion, cardinality, null, null, null);
    }

    public PortfolioProblem {
        symbols = Rules.given(symbols);
        expectedReturns = Rules.given(expectedReturns);
        covariance = Rules.given(covariance);
        Rules.within("riskAversion", riskAversion, 0, 1e12);
        checkWeighting(constraints, weighting);
        if (universe == null) {
            symbols = List.copyOf(Rules.required("symbols", symbols));
            int assets = Rules.within("symbols", symbols.size(), 2, MAX_VARIABLES);
            checkDistinct(symbols);
            RealVector returns = Rules.required("expectedReturns", expectedReturns);
            Rules.size("expectedReturns", returns.size(), assets);
            Rules.moderate("expectedReturns", returns);
            PositiveSemidefinite.check("covariance", Rules.required("covariance", covariance), assets);
            if (asOf != null) {
                throw new InvalidValueException("asOf", "goes with universe only");
            }
            checkAssets(symbols, cardinality, constraints, turnover);
        } else {
            absent("expectedReturns", expectedReturns);
            absent("covariance", covariance);
            if (universe.isBlank()) {
                throw new InvalidValueException("universe", "must not be blank");
            }
            if (symbols != null) {
                symbols = List.copyOf(symbols);
                Rules.within("symbols", symbols.size(), 2, MAX_ASSETS);
                checkDistinct(symbols);
            }
            Rules.within("cardinality", cardinality, 1, MAX_ASSETS - (isExact(cardinality, constraints) ? 1 : 0));
        }
    }

    /// Checks what depends on the assets, of a problem by its universe that is not to be filled in.
    ///
    /// @throws InvalidValueException naming the field
    public void checkAssets(List<String> assets) {
        checkAssets(assets, cardinality, constraints, turnover);
    }

    private static void checkAssets(
            List<String> assets,
            int cardinality,
            @Nullable PortfolioConstraints constraints,
            @Nullable Turnover turnover) {
        Rules.within("cardinality", cardinality, 1, assets.size() - (isExact(cardinality, constraints) ? 1 : 0));
        checkConstraints(assets, cardinality, constraints);
        checkHolding(assets, turnover);
    }

    /// The same problem by its universe where only these assets are left: what its constraints say of others is left
    /// out.
    ///
    /// @throws InvalidValueException naming the constraint that cannot be kept without them
    public PortfolioProblem among(List<String> assets) {
        PortfolioConstraints narrowed;
        try {
            narrowed = constraints == null ? null : constraints.among(Set.copyOf(assets));
        } catch (InvalidValueException e) {
            throw e.within("constraints");
        }
        return new PortfolioProblem(
                symbols == null ? null : assets,
                expectedReturns,
                covariance,
                universe,
                asOf,
                riskAversion,
                cardinality,
                narrowed,
                turnover,
                weighting);
    }

    /// Whether market data still has to be filled in.
    @JsonIgnore
    public boolean isByUniverse() {
        return universe != null;
    }

    /// The same problem in numbers.
    public PortfolioProblem resolved(List<String> assets, RealVector returns, RealMatrix risk) {
        return new PortfolioProblem(
                assets, returns, risk, null, null, riskAversion, cardinality, constraints, turnover, weighting);
    }

    @Override
    public String type() {
        return "portfolio";
    }

    /// The number of assets; 0 while only the universe is named.
    @Override
    public int size() {
        return symbols == null ? 0 : symbols.size();
    }

    /// The feasible selections of all assets, by their index, before any is mandatory or forbidden. Where groups have
    /// bounds of weights, their counts are such that every selection has weights that keep them.
    @JsonIgnore
    public SelectionRules rules() {
        return rules(Rules.required("symbols", symbols));
    }

    /// As [#rules()] of these assets, where the problem itself does not name them.
    public SelectionRules rules(List<String> assets) {
        PortfolioConstraints given = constraintsOrNone();
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < assets.size(); i++) {
            index.put(assets.get(i), i);
        }
        GroupCounts counts = GroupCounts.of(given, cardinality);
        var groups = new ArrayList<SelectionRules.Group>();
        for (int g = 0; g < given.groups().size(); g++) {
            AssetGroup group = given.groups().get(g);
            List<Integer> members =
                    group.symbols().stream().map(index::get).sorted().toList();
            groups.add(new SelectionRules.Group(group.name(), members, counts.fewest(g), counts.most(g)));
        }
        return new SelectionRules(assets.size(), given.fewest(cardinality), given.most(cardinality), groups);
    }

    /// The constraints, or none.
    public PortfolioConstraints constraintsOrNone() {
        return constraints == null ? PortfolioConstraints.NONE : constraints;
    }

    private static boolean isExact(int cardinality, @Nullable PortfolioConstraints constraints) {
        return constraints == null
                || constraints.minCardinality() == null
                || constraints.minCardinality() >= cardinality;
    }

    private static void checkWeighting(@Nullable PortfolioConstraints constraints, @Nullable Weighting weighting) {
        if (constraints == null || weighting == null || weighting.style() == Weighting.Style.LONG_ONLY) {
            return;
        }
        for (int g = 0; g < constraints.groups().size(); g++) {
            AssetGroup group = constraints.groups().get(g);
            if (group.isWeighted()) {
                throw new InvalidValueException(
                        "constraints.groups[" + g + "]." + (group.minWeight() == null ? "maxWeight" : "minWeight"),
                        "goes with weighting.style long-only only: of long and short weights, which cancel, "
                                + "it would not bound what is at stake in '" + group.name() + "'");
            }
        }
    }

    private static void checkConstraints(
            List<String> symbols, int cardinality, @Nullable PortfolioConstraints constraints) {
        if (constraints != null) {
            ConstraintCheck.check(symbols, cardinality, constraints);
        }
    }

    private static void checkHolding(List<String> symbols, @Nullable Turnover turnover) {
        if (turnover == null) {
            return;
        }
        Set<String> known = Set.copyOf(symbols);
        for (String held : turnover.holding().keySet()) {
            if (!known.contains(held)) {
                throw new InvalidValueException("turnover.holding." + held, "must be one of the portfolio's symbols");
            }
        }
    }

    private static void absent(String field, @Nullable Object value) {
        if (value != null) {
            throw new InvalidValueException(field, "conflicts with universe: give one of the two");
        }
    }

    private static void checkDistinct(List<String> symbols) {
        var seen = new HashSet<String>();
        for (int i = 0; i < symbols.size(); i++) {
            if (symbols.get(i).isBlank() || !seen.add(symbols.get(i))) {
                throw new InvalidValueException("symbols[" + i + "]", "must be distinct and not blank");
            }
        }
    }
}
