package io.ketstream.benchmarks.portfolio;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.AssetGroup;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Turnover;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A random portfolio under constraints of given kinds, which can be kept together. Returns are of a market and three
/// sectors.
final class ConstrainedInstance {

    private static final int SECTORS = 3;

    private final Random random;
    private final Set<ConstraintKind> kinds;
    private final int assets;
    private final List<String> symbols;

    private ConstrainedInstance(Random random, Set<ConstraintKind> kinds, int assets) {
        this.random = random;
        this.kinds = kinds;
        this.assets = assets;
        this.symbols = IntStream.range(0, assets).mapToObj(a -> "S" + a).toList();
    }

    /// Of `leastAssets`, 6 at least, to `mostAssets` assets.
    static PortfolioProblem of(Set<ConstraintKind> kinds, int leastAssets, int mostAssets, long seed) {
        var random = new Random(seed);
        while (true) {
            // its last digits: the first ones of the first number hardly change from one seed to the next
            int assets = leastAssets + (random.nextInt() >>> 1) % (mostAssets - leastAssets + 1);
            try {
                return new ConstrainedInstance(random, kinds, assets).problem();
            } catch (InvalidValueException refused) {
                // constraints that conflict: the next draw is another instance
            }
        }
    }

    private PortfolioProblem problem() {
        int cardinality = 2 + random.nextInt(assets / 2);
        double[][] loadings = new double[assets][SECTORS + 1];
        double[] returns = new double[assets];
        for (int a = 0; a < assets; a++) {
            loadings[a][0] = 0.15 + 0.05 * random.nextGaussian();
            loadings[a][1 + a % SECTORS] = 0.15 + 0.05 * random.nextGaussian();
            returns[a] = 0.08 + 0.06 * random.nextGaussian();
        }
        double[][] covariance = new double[assets][assets];
        for (int a = 0; a < assets; a++) {
            for (int b = 0; b < assets; b++) {
                for (int f = 0; f <= SECTORS; f++) {
                    covariance[a][b] += loadings[a][f] * loadings[b][f];
                }
            }
            covariance[a][a] += 0.02 + 0.02 * random.nextDouble();
        }
        return new PortfolioProblem(
                symbols,
                RealVector.of(returns),
                RealMatrix.of(covariance),
                null,
                null,
                3.0 / cardinality,
                cardinality,
                constraints(cardinality),
                kinds.contains(ConstraintKind.TURNOVER) ? turnover() : null,
                null);
    }

    private PortfolioConstraints constraints(int cardinality) {
        var shuffled = new ArrayList<>(symbols);
        Collections.shuffle(shuffled, random);
        return new PortfolioConstraints(
                kinds.contains(ConstraintKind.RANGE)
                        ? (Integer) Math.max(1, cardinality - 1 - random.nextInt(2))
                        : null,
                kinds.contains(ConstraintKind.GROUPS) ? groups() : List.of(),
                kinds.contains(ConstraintKind.MANDATORY) ? shuffled.subList(0, 1 + random.nextInt(2)) : List.of(),
                kinds.contains(ConstraintKind.FORBIDDEN) ? shuffled.subList(2, 3 + random.nextInt(2)) : List.of(),
                weight(cardinality + 1),
                weight(Math.max(1, cardinality - 1)));
    }

    /// 1/assets or none.
    private @Nullable Double weight(int count) {
        return kinds.contains(ConstraintKind.WEIGHTS) ? (Double) (1.0 / count) : null;
    }

    private List<AssetGroup> groups() {
        var groups = new ArrayList<AssetGroup>();
        for (int sector = 0; sector < SECTORS; sector++) {
            int own = sector;
            List<String> members = IntStream.range(0, assets)
                    .filter(a -> a % SECTORS == own)
                    .mapToObj(symbols::get)
                    .toList();
            int least = random.nextInt(2);
            groups.add(new AssetGroup(
                    "sector " + sector, members, least, Math.min(members.size(), least + random.nextInt(3))));
        }
        return groups;
    }

    private Turnover turnover() {
        Map<String, Double> holding = new TreeMap<>();
        for (String symbol : symbols) {
            if (random.nextInt(3) == 0) {
                holding.put(symbol, random.nextDouble() / assets);
            }
        }
        return new Turnover(0.05 * random.nextDouble(), holding);
    }
}
