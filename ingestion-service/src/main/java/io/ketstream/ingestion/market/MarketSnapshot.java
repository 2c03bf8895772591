package io.ketstream.ingestion.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Annualised statistics of a universe's log returns up to `asOf`.
///
/// @param expectedReturns mean log return a year, one a symbol
/// @param covariance of log returns a year
@JsonPropertyOrder({"asOf", "symbols", "expectedReturns", "covariance", "method", "quality"})
public record MarketSnapshot(
        LocalDate asOf,
        List<String> symbols,
        RealVector expectedReturns,
        CovarianceMatrix covariance,
        Method method,
        Quality quality) {

    /// @param returns always `log`
    /// @param shrinkage the share of the target in a shrunk covariance
    /// @param decay λ of an exponentially weighted covariance, else absent
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Method(
            String returns,
            CovarianceMethod covariance,
            double shrinkage,
            int periodsPerYear,
            @Nullable Double decay) {}

    /// What was done about the errors and gaps of the prices; [PriceCleaning] says when.
    ///
    /// @param observations returns a symbol
    /// @param dropped symbols left out for lack of prices (fewer than 90 % of the days)
    /// @param staleSymbols symbols left out because their closes are stale
    /// @param duplicates closes of the upload that only repeated another
    /// @param outliers closes taken for errors and left out
    /// @param excluded the first of these
    /// @param staleCloses closes that belong to ten or more days in a row without a change
    /// @param carriedForward missing closes, or closes left out, replaced by the last one before
    /// @param ticks where the closes are those of bars of ticks, and each bar counts as a day
    public record Quality(
            LocalDate from,
            int observations,
            List<String> dropped,
            List<String> staleSymbols,
            long duplicates,
            int outliers,
            List<ExcludedClose> excluded,
            int staleCloses,
            int carriedForward,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            TickQuality ticks) {

        public Quality {
            dropped = List.copyOf(dropped);
            staleSymbols = List.copyOf(staleSymbols);
            excluded = List.copyOf(excluded);
        }

        /// As stored before these things were counted.
        @JsonCreator
        static Quality fromJson(
                @JsonProperty("from") LocalDate from,
                @JsonProperty("observations") int observations,
                @JsonProperty("dropped") List<String> dropped,
                @JsonProperty("staleSymbols") @Nullable List<String> staleSymbols,
                @JsonProperty("duplicates") @Nullable Long duplicates,
                @JsonProperty("outliers") @Nullable Integer outliers,
                @JsonProperty("excluded") @Nullable List<ExcludedClose> excluded,
                @JsonProperty("staleCloses") @Nullable Integer staleCloses,
                @JsonProperty("carriedForward") int carriedForward,
                @JsonProperty("ticks") @Nullable TickQuality ticks) {
            return new Quality(
                    from,
                    observations,
                    dropped,
                    staleSymbols == null ? List.of() : staleSymbols,
                    duplicates == null ? 0 : duplicates,
                    outliers == null ? 0 : outliers,
                    excluded == null ? List.of() : excluded,
                    staleCloses == null ? 0 : staleCloses,
                    carriedForward,
                    ticks);
        }
    }

    private static final int FEWEST_OBSERVATIONS = 2;

    /// @throws InvalidValueException naming `prices` when too few prices are left
    public static MarketSnapshot of(PriceTable prices, CovarianceEstimator estimator) {
        if (prices.days().isEmpty()) {
            throw new InvalidValueException("prices", "has no day");
        }
        PriceCleaning.Cleaned cleaned = PriceCleaning.clean(prices);
        PriceTable table = cleaned.table();
        if (table.symbols().isEmpty() || table.days().size() <= FEWEST_OBSERVATIONS) {
            throw new InvalidValueException(
                    "prices",
                    "must have at least one symbol with prices on nine days of ten that change,"
                            + " and three days after its first");
        }
        double[][] returns = Returns.logarithmic(table.closes());
        Covariance covariance = Covariance.of(returns, estimator);
        int periods = table.periodsPerYear();
        double[] mean = Returns.mean(returns);
        for (int i = 0; i < mean.length; i++) {
            mean[i] *= periods;
        }
        covariance.matrix().multiply(periods);
        return new MarketSnapshot(
                table.days().getLast(),
                table.symbols(),
                RealVector.of(mean),
                covariance.matrix(),
                new Method("log", estimator.method(), covariance.shrinkage(), periods, estimator.decay()),
                new Quality(
                        table.days().getFirst(),
                        returns.length,
                        cleaned.sparse(),
                        cleaned.staleSymbols(),
                        prices.duplicates(),
                        cleaned.outliers(),
                        cleaned.excluded(),
                        cleaned.staleCloses(),
                        cleaned.carriedForward(),
                        prices.ticks()));
    }
}
