package io.ketstream.model.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.OptimizerSpecification;
import io.ketstream.model.run.RunSpecification;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A strategy as a user submits it: a portfolio by its universe as in a run, and what makes it a strategy. Only
/// `problem` and `capital` are required.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategySpecification(
        @Nullable String name,
        Problem problem,
        @Nullable Ansatz ansatz,
        @Nullable OptimizerSpecification optimizer,
        @Nullable ExecutionSpecification execution,
        @Nullable Long seed,
        @Nullable Trigger trigger,
        BigDecimal capital,
        @Nullable Double tradingCost,
        @Nullable Duration horizon,
        @Nullable History history) {

    private static final double DEFAULT_COST = 0.001;
    private static final Duration DEFAULT_HORIZON = Duration.ofDays(30);

    public StrategySpecification {
        Rules.required("capital", capital);
        settings(name, problem, ansatz, optimizer, execution, seed, trigger, capital, tradingCost, horizon, history, 0);
    }

    /// The settings with defaults filled in; `chosenSeed` is taken where the user gave none.
    public StrategySettings settings(long chosenSeed) {
        return settings(
                name,
                problem,
                ansatz,
                optimizer,
                execution,
                seed,
                trigger,
                capital,
                tradingCost,
                horizon,
                history,
                chosenSeed);
    }

    private static StrategySettings settings(
            @Nullable String name,
            Problem problem,
            @Nullable Ansatz ansatz,
            @Nullable OptimizerSpecification optimizer,
            @Nullable ExecutionSpecification execution,
            @Nullable Long seed,
            @Nullable Trigger trigger,
            BigDecimal capital,
            @Nullable Double tradingCost,
            @Nullable Duration horizon,
            @Nullable History history,
            long chosenSeed) {
        var run = new RunSpecification(name, problem, ansatz, optimizer, execution, seed);
        if (!(problem instanceof PortfolioProblem portfolio)) {
            throw new InvalidValueException("problem.type", "must be portfolio, not " + problem.type());
        }
        return new StrategySettings(
                portfolio,
                run.settings(chosenSeed),
                trigger == null ? new Trigger.Snapshot() : trigger,
                capital,
                tradingCost == null ? DEFAULT_COST : tradingCost,
                horizon == null ? DEFAULT_HORIZON : horizon,
                history);
    }
}
