package io.ketstream.model.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Turnover;
import io.ketstream.model.problem.Weighting;
import io.ketstream.model.run.RunSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything a strategy is told, with all defaults filled in.
///
/// @param problem by its universe; what is held and what trading costs come from the strategy's books
/// @param run what its runs are told beside their problem; their seeds are made of this one
/// @param capital at the beginning, in the unit of the prices, to the cent
/// @param tradingCost of a trade, as a share of the money that changes hands
/// @param horizon how long a portfolio is expected to be held, so that its costs count against as much return
/// @param history prices that are there already, to be gone through instead of those to come
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategySettings(
        PortfolioProblem problem,
        RunSettings run,
        Trigger trigger,
        BigDecimal capital,
        double tradingCost,
        Duration horizon,
        @Nullable History history) {

    public static final double MAX_TRADING_COST = 0.1;

    private static final BigDecimal MAX_CAPITAL = new BigDecimal("1e12");
    private static final int MAX_DIGITS = 15;
    private static final Duration YEAR = Duration.ofDays(365);

    public StrategySettings {
        if (!problem.isByUniverse()) {
            throw new InvalidValueException("problem.universe", "is required: a strategy follows a market");
        }
        if (problem.asOf() != null) {
            throw new InvalidValueException("problem.asOf", "must be absent: a strategy follows its market");
        }
        if (problem.turnover() != null) {
            throw new InvalidValueException(
                    "problem.turnover", "must be absent: what a strategy holds is in its books; give tradingCost");
        }
        if (problem.weighting() != null && problem.weighting().style() != Weighting.Style.LONG_ONLY) {
            throw new InvalidValueException(
                    "problem.weighting.style", "must be long-only: the books of a strategy have no debts");
        }
        capital = checkedCapital(capital);
        Rules.within("tradingCost", tradingCost, 0, MAX_TRADING_COST);
        if (horizon.compareTo(Duration.ofHours(1)) < 0 || horizon.compareTo(Duration.ofDays(3660)) > 0) {
            throw new InvalidValueException("horizon", "must be between PT1H and P3660D, not " + horizon);
        }
    }

    private static BigDecimal checkedCapital(BigDecimal capital) {
        if (capital.precision() - capital.scale() > MAX_DIGITS
                || capital.compareTo(BigDecimal.ONE) < 0
                || capital.compareTo(MAX_CAPITAL) > 0) {
            throw new InvalidValueException("capital", "must be between 1 and 1e12");
        }
        BigDecimal plain = capital.stripTrailingZeros();
        if (plain.scale() > 2) {
            throw new InvalidValueException("capital", "must have at most two decimals, not " + plain.scale());
        }
        return plain.setScale(2);
    }

    /// What a year's trading costs if it is done once in each `horizon`, beside returns of a year.
    public Turnover turnover(Map<String, Double> holding) {
        return new Turnover(Math.min(10, tradingCost * YEAR.toMillis() / horizon.toMillis()), holding);
    }

    /// The share of a year that `horizon` is.
    public double horizonYears() {
        return (double) horizon.toMillis() / YEAR.toMillis();
    }
}
