package io.ketstream.optimizer.strategy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.OptimizerSpecification;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.WarmStart;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySettings;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The run of an epoch: the strategy's portfolio in today's market, with what is held, and what the last one learnt.
///
/// @param last the last choice that was traded
/// @param own the strategy's books
record EpochRun(
        StrategyId strategy,
        StrategySettings settings,
        StrategyState.@Nullable Choice last,
        Ledger own,
        StrategyFormat format) {

    /// Seeds stay exact in every JSON reader.
    private static final long SEEDS = 1L << 53;

    private static final int DEFAULT_MAX_QUBITS = 16;

    /// @throws InvalidValueException when it cannot be submitted, naming the field
    RunSubmitted of(int epoch, StrategyMarketArrived market, EventMetadata metadata) {
        var holding = new TreeMap<String, Double>();
        own.held().forEach(symbol -> holding.put(symbol, own.weight(symbol)));
        PortfolioProblem problem = Holdings.of(market, holding, settings);
        var claim = new ProblemClaim(
                problem.type(), market.assets().size(), format.digest(problem, market.market()), problem, null);
        WarmStart warmStart = last == null || market.market() == null ? null : last.warmStart();
        for (WarmStart given : warmStart == null ? List.<WarmStart>of() : warmStart.lessAndLess()) {
            RunSubmitted run = run(epoch, market, metadata, claim, given);
            if (format.size(run) <= Topics.MAX_MESSAGE_BYTES) {
                return run;
            }
        }
        RunSubmitted cold = run(epoch, market, metadata, claim, null);
        int bytes = format.size(cold);
        if (bytes > Topics.MAX_MESSAGE_BYTES) {
            throw new InvalidValueException(
                    "problem.universe",
                    "is too large: the run takes " + bytes + " bytes of a message of " + Topics.MAX_MESSAGE_BYTES);
        }
        return cold;
    }

    private RunSubmitted run(
            int epoch,
            StrategyMarketArrived market,
            EventMetadata metadata,
            ProblemClaim claim,
            @Nullable WarmStart warmStart) {
        return new RunSubmitted(
                metadata,
                strategy.run(epoch),
                claim,
                runSettings(epoch, market.market() != null),
                market.moment().snapshotDigest(),
                null,
                market.market(),
                strategy.parent(epoch),
                warmStart);
    }

    private RunSettings runSettings(int epoch, boolean isApart) {
        RunSettings given = settings.run();
        Ansatz ansatz = given.ansatz();
        if (isApart && ansatz instanceof Ansatz.Qaoa qaoa && qaoa.maxQubits() == null) {
            ansatz = new Ansatz.Qaoa(qaoa.layers(), qaoa.mixer(), DEFAULT_MAX_QUBITS);
        }
        OptimizerSpecification optimizer = given.optimizer();
        if (hasParameters(ansatz)) {
            optimizer = optimizer.startingAt(Objects.requireNonNull(last).parameters());
        }
        long seed = new SplittableRandom(given.seed() + epoch).nextLong(SEEDS);
        return new RunSettings(given.name(), ansatz, optimizer, given.execution(), seed);
    }

    /// Whether a run begins with what the last one learnt.
    boolean isWarm(RunSubmitted run) {
        return run.warmStart() != null || hasParameters(run.settings().ansatz());
    }

    private boolean hasParameters(Ansatz ansatz) {
        return last != null
                && ansatz instanceof Ansatz.Qaoa qaoa
                && last.ansatz().equals(settings.run().ansatz())
                && last.parameters().size() == 2 * qaoa.layers();
    }
}
