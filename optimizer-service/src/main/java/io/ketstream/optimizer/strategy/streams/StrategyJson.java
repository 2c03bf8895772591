package io.ketstream.optimizer.strategy.streams;

import io.ketstream.model.Digest;
import io.ketstream.model.event.Event;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.optimizer.strategy.StrategyFormat;
import io.ketstream.optimizer.strategy.StrategyState;
import io.ketstream.support.claim.ProblemDigests;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.ModelJson;
import org.jspecify.annotations.Nullable;

/// Events as on the wire, states as JSON.
public record StrategyJson(EventCodec codec) implements StrategyFormat {

    @Override
    public byte[] write(Event event) {
        return ModelJson.mapper().writerFor(Event.class).writeValueAsBytes(event);
    }

    @Override
    public Event read(byte[] event) {
        return codec.decode(event);
    }

    @Override
    public byte[] write(StrategyState state) {
        return ModelJson.mapper().writeValueAsBytes(state);
    }

    @Override
    public StrategyState readState(byte[] state) {
        return ModelJson.mapper().readValue(state, StrategyState.class);
    }

    @Override
    public int size(Event event) {
        return write(event).length;
    }

    @Override
    public Digest digest(PortfolioProblem problem, @Nullable MarketClaim market) {
        return market == null ? ProblemDigests.of(problem) : ProblemDigests.of(problem, market);
    }
}
