package io.ketstream.model.run;

import io.ketstream.model.Link;
import io.ketstream.model.RealVector;
import java.util.List;

/// The numbers of a portfolio that is too large for a message: annualised, of all assets of a market snapshot, which
/// may be more than the portfolio may choose from.
///
/// @param covariance where to read it: n·n numbers, row-major little-endian float64, in the order of `symbols`
/// @param observations how many returns of each asset both were estimated from
public record MarketClaim(List<String> symbols, RealVector expectedReturns, Link covariance, int observations) {

    public MarketClaim {
        symbols = List.copyOf(symbols);
    }
}
