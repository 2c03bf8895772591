package io.ketstream.ingestion.market;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import java.time.LocalDate;
import java.util.List;

/// Annualised statistics of a universe's log returns up to `asOf`.
///
/// @param expectedReturns mean log return a year, one a symbol
/// @param covariance of log returns a year
@JsonPropertyOrder({"asOf", "symbols", "expectedReturns", "covariance", "method", "quality"})
public record MarketSnapshot(
        LocalDate asOf,
        List<String> symbols,
        RealVector expectedReturns,
        RealMatrix covariance,
        Method method,
        Quality quality) {

    /// @param returns always `log`
    /// @param shrinkage the share of the target in a shrunk covariance
    public record Method(String returns, CovarianceMethod covariance, double shrinkage, int periodsPerYear) {}

    /// @param observations returns a symbol
    /// @param dropped symbols left out for lack of prices (fewer than 90 % of the days)
    /// @param carriedForward missing closes replaced by the last one before
    public record Quality(LocalDate from, int observations, List<String> dropped, int carriedForward) {}

    private static final int FEWEST_OBSERVATIONS = 2;

    /// @throws InvalidValueException naming `prices` when too few prices are left
    static MarketSnapshot of(PriceTable prices, CovarianceMethod method) {
        if (prices.days().isEmpty()) {
            throw new InvalidValueException("prices", "has no day");
        }
        PriceTable.Aligned aligned = prices.aligned();
        PriceTable table = aligned.table();
        if (table.symbols().isEmpty() || table.days().size() <= FEWEST_OBSERVATIONS) {
            throw new InvalidValueException(
                    "prices",
                    "must have at least one symbol with prices on nine days of ten, and three days after its first");
        }
        double[][] returns = Returns.logarithmic(table.closes());
        Covariance covariance = Covariance.of(returns, method);
        int periods = table.periodsPerYear();
        double[] mean = Returns.mean(returns);
        double[][] matrix = covariance.matrix();
        for (int i = 0; i < mean.length; i++) {
            mean[i] *= periods;
            for (int j = 0; j < mean.length; j++) {
                matrix[i][j] *= periods;
            }
        }
        return new MarketSnapshot(
                table.days().getLast(),
                table.symbols(),
                RealVector.of(mean),
                RealMatrix.of(matrix),
                new Method("log", method, covariance.shrinkage(), periods),
                new Quality(table.days().getFirst(), returns.length, aligned.dropped(), aligned.carriedForward()));
    }
}
