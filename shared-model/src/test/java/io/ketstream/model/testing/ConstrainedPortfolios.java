package io.ketstream.model.testing;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.AssetGroup;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Turnover;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Seeded random portfolios with constraints of every kind in random combination.
public final class ConstrainedPortfolios {

    private ConstrainedPortfolios() {}

    /// Constraints that can be kept together, found by trying.
    public static PortfolioProblem random(int assets, long seed) {
        var random = new Random(seed);
        while (true) {
            List<String> symbols = symbols(assets);
            try {
                return problem(symbols, 1 + random.nextInt(assets - 1), constraints(symbols, random), random);
            } catch (InvalidValueException refused) {
                // the next draw may be permitted
            }
        }
    }

    public static List<String> symbols(int assets) {
        return IntStream.range(0, assets).mapToObj(i -> "A" + i).toList();
    }

    /// Any constraints, also those that leave nothing.
    public static PortfolioConstraints constraints(List<String> symbols, Random random) {
        int assets = symbols.size();
        var shuffled = new ArrayList<>(symbols);
        Collections.shuffle(shuffled, random);
        var groups = new ArrayList<AssetGroup>();
        int from = 0;
        for (int g = random.nextInt(4); g > 0 && from < assets; g--) {
            int size = 1 + random.nextInt(Math.max(1, Math.min(4, assets - from)));
            List<String> members = shuffled.subList(from, from + size);
            int least = random.nextInt(size + 1);
            int most = random.nextBoolean() ? least : least + random.nextInt(size - least + 1);
            groups.add(new AssetGroup("G" + g, members, least, most));
            from += size;
        }
        Collections.shuffle(shuffled, random);
        int most = 1 + random.nextInt(assets);
        int mandatory = random.nextBoolean() ? 0 : random.nextInt(3);
        int forbidden = random.nextBoolean() ? 0 : random.nextInt(3);
        return new PortfolioConstraints(
                random.nextBoolean() ? null : (Integer) (1 + random.nextInt(assets)),
                groups,
                shuffled.subList(0, Math.min(mandatory, assets)),
                shuffled.subList(Math.min(mandatory, assets), Math.min(mandatory + forbidden, assets)),
                random.nextInt(4) > 0 ? null : (Double) (1.0 / (most + random.nextInt(assets))),
                random.nextInt(4) > 0 ? null : (Double) (1.0 / most));
    }

    public static PortfolioProblem problem(
            List<String> symbols, int cardinality, @Nullable PortfolioConstraints constraints, Random random) {
        int assets = symbols.size();
        double[][] factors = new double[assets][assets];
        for (double[] row : factors) {
            for (int k = 0; k < assets; k++) {
                row[k] = random.nextGaussian();
            }
        }
        double[][] covariance = new double[assets][assets];
        for (int i = 0; i < assets; i++) {
            for (int j = 0; j < assets; j++) {
                for (int k = 0; k < assets; k++) {
                    covariance[i][j] += factors[i][k] * factors[j][k] / assets;
                }
            }
        }
        Map<String, Double> holding = new HashMap<>();
        for (String symbol : symbols) {
            if (random.nextInt(3) == 0) {
                holding.put(symbol, random.nextDouble() / assets);
            }
        }
        return new PortfolioProblem(
                symbols,
                RealVector.of(random.doubles(assets, -1, 2).toArray()),
                RealMatrix.of(covariance),
                null,
                null,
                0.5,
                cardinality,
                constraints,
                random.nextBoolean() ? null : new Turnover(random.nextDouble(), holding),
                null);
    }

    /// Whether the assets with `bits >>> i & 1` keep the constraints, by the words of the user.
    public static boolean isFeasible(
            List<String> symbols, int cardinality, PortfolioConstraints constraints, long bits) {
        var selected = new ArrayList<String>();
        for (int i = 0; i < symbols.size(); i++) {
            if ((bits >>> i & 1) == 1) {
                selected.add(symbols.get(i));
            }
        }
        Integer fewest = constraints.minCardinality();
        Double least = constraints.minWeight();
        Double most = constraints.maxWeight();
        boolean counts = selected.size() <= cardinality && selected.size() >= (fewest == null ? cardinality : fewest);
        // equal weights where a bound allows them, within rounding
        boolean weights = (least == null || selected.size() * least <= 1 + 1e-9)
                && (most == null || selected.size() * most >= 1 - 1e-9);
        return counts
                && weights
                && selected.containsAll(constraints.mandatory())
                && constraints.forbidden().stream().noneMatch(selected::contains)
                && constraints.groups().stream().allMatch(group -> {
                    long inside =
                            group.symbols().stream().filter(selected::contains).count();
                    return inside >= group.minCount() && inside <= group.maxCount();
                });
    }

    /// riskAversion·xᵀΣx − μᵀx + cost·Σ|xᵢ − K·wᵢ| of the assets with `bits >>> i & 1`.
    public static double objective(PortfolioProblem problem, long bits) {
        RealMatrix covariance = Objects.requireNonNull(problem.covariance());
        RealVector returns = Objects.requireNonNull(problem.expectedReturns());
        List<String> symbols = Objects.requireNonNull(problem.symbols());
        Turnover turnover = problem.turnover();
        double value = 0;
        for (int i = 0; i < problem.size(); i++) {
            double selected = bits >>> i & 1;
            value -= returns.get(i) * selected;
            for (int j = 0; j < problem.size(); j++) {
                value += problem.riskAversion() * covariance.get(i, j) * selected * (bits >>> j & 1);
            }
            if (turnover != null) {
                double held = turnover.holding().getOrDefault(symbols.get(i), 0.0);
                value += turnover.cost() * Math.abs(selected - problem.cardinality() * held);
            }
        }
        return value;
    }
}
