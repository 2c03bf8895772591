package io.ketstream.optimizer.strategy;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Allocation;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.strategy.Assessment;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.optimizer.weight.Portfolios;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How far a market has moved, and what choosing anew could bring.
final class MarketDrift {

    /// @param symbols in the order of the rows
    record Numbers(List<String> symbols, RealVector expectedReturns, RealMatrix covariance) {

        /// Those of the assets that may be chosen from.
        ///
        /// @param covariance of the market's claim, where it has one
        /// @return null where the claim's covariance is not there
        static @Nullable Numbers of(StrategyMarketArrived market, @Nullable RealMatrix covariance) {
            PortfolioProblem problem = Objects.requireNonNull(market.problem(), "the market is usable");
            MarketClaim claim = market.market();
            if (claim == null) {
                return new Numbers(
                        market.assets(),
                        Objects.requireNonNull(problem.expectedReturns()),
                        Objects.requireNonNull(problem.covariance()));
            }
            if (covariance == null) {
                return null;
            }
            if (claim.symbols().equals(market.assets())) {
                return new Numbers(claim.symbols(), claim.expectedReturns(), covariance);
            }
            var index = new HashMap<String, Integer>();
            for (int i = 0; i < claim.symbols().size(); i++) {
                index.put(claim.symbols().get(i), i);
            }
            int[] chosen = market.assets().stream().mapToInt(index::get).toArray();
            double[] returns = new double[chosen.length];
            double[][] risk = new double[chosen.length][chosen.length];
            for (int a = 0; a < chosen.length; a++) {
                returns[a] = claim.expectedReturns().get(chosen[a]);
                for (int b = 0; b < chosen.length; b++) {
                    risk[a][b] = covariance.get(chosen[a], chosen[b]);
                }
            }
            return new Numbers(market.assets(), RealVector.of(returns), RealMatrix.of(risk));
        }
    }

    private MarketDrift() {}

    /// @param problem the strategy's in the new market, with what is held
    /// @param baseProblem the same in the market of the last choice
    /// @param base null where it is not kept any more
    static Assessment assess(
            PortfolioProblem problem,
            Numbers now,
            PortfolioProblem baseProblem,
            @Nullable Numbers base,
            StrategySettings settings) {
        Allocation best = Portfolios.meanVariance(problem, now.symbols(), now.expectedReturns(), now.covariance());
        double gain = yearlyGain(problem, now, best);
        if (base != null) {
            Allocation then =
                    Portfolios.meanVariance(baseProblem, base.symbols(), base.expectedReturns(), base.covariance());
            gain -= yearlyGain(baseProblem, base, then);
        }
        return new Assessment(
                base == null ? null : (Double) covarianceChange(now, base),
                gain * settings.horizonYears(),
                settings.tradingCost() * best.turnover());
    }

    /// Costs of changing taken off.
    private static double yearlyGain(PortfolioProblem problem, Numbers numbers, Allocation best) {
        Allocation held = Portfolios.held(problem, numbers.symbols(), numbers.expectedReturns(), numbers.covariance());
        return held.objective() - best.objective();
    }

    /// ‖Σ − Σ₀‖/‖Σ₀‖ of the assets that both have; 1 where there are none.
    private static double covarianceChange(Numbers now, Numbers base) {
        Map<String, Integer> before = new HashMap<>();
        for (int i = 0; i < base.symbols().size(); i++) {
            before.put(base.symbols().get(i), i);
        }
        int[] from = new int[now.symbols().size()];
        int[] to = new int[from.length];
        int common = 0;
        for (int i = 0; i < from.length; i++) {
            Integer old = before.get(now.symbols().get(i));
            if (old != null) {
                from[common] = old;
                to[common++] = i;
            }
        }
        double changed = 0;
        double all = 0;
        for (int i = 0; i < common; i++) {
            for (int j = 0; j < common; j++) {
                double was = base.covariance().get(from[i], from[j]);
                double difference = now.covariance().get(to[i], to[j]) - was;
                changed += difference * difference;
                all += was * was;
            }
        }
        if (common == 0) {
            return 1;
        }
        return all == 0 ? 0 : Math.sqrt(changed / all);
    }
}
