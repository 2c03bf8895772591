package io.ketstream.optimizer.strategy;

import io.ketstream.model.Digest;
import io.ketstream.model.event.Event;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.MarketClaim;
import org.jspecify.annotations.Nullable;

/// How what a strategy keeps is written, which it does not know itself.
public interface StrategyFormat {

    byte[] write(Event event);

    Event read(byte[] event);

    byte[] write(StrategyState state);

    StrategyState readState(byte[] state);

    /// How many bytes an event takes, also one that is too large for a message.
    int size(Event event);

    /// The address of a problem's content.
    ///
    /// @param market of a portfolio that is to be taken apart
    Digest digest(PortfolioProblem problem, @Nullable MarketClaim market);
}
