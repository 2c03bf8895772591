package io.ketstream.ingestion.market;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ketstream.model.Digest;
import io.ketstream.model.RealVector;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.support.event.ModelJson;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A snapshot as it is kept: a header in JSON and the covariance in bytes, addressed by the SHA-256 of both. The
/// covariance of one that was read back is read when it is asked for, and may be gone by then.
public final class StoredSnapshot {

    private final String universe;
    private final Digest digest;
    private final Header header;
    private final String headerJson;
    private final CovarianceBytes covariance;
    private final @Nullable Quotes closes;

    /// Everything but the covariance, of which the digest is here.
    @JsonPropertyOrder({"asOf", "symbols", "expectedReturns", "method", "quality", "covarianceDigest"})
    public record Header(
            LocalDate asOf,
            List<String> symbols,
            RealVector expectedReturns,
            MarketSnapshot.Method method,
            MarketSnapshot.Quality quality,
            Digest covarianceDigest) {}

    private StoredSnapshot(
            String universe, Header header, String headerJson, CovarianceBytes covariance, @Nullable Quotes closes) {
        this.universe = universe;
        this.header = header;
        this.headerJson = headerJson;
        this.covariance = covariance;
        this.closes = closes;
        this.digest = Digest.of(headerJson);
    }

    /// @param closes at its end
    public static StoredSnapshot of(String universe, MarketSnapshot snapshot, Quotes closes) {
        var header = new Header(
                snapshot.asOf(),
                snapshot.symbols(),
                snapshot.expectedReturns(),
                snapshot.method(),
                snapshot.quality(),
                snapshot.covariance().digest());
        return new StoredSnapshot(
                universe,
                header,
                new String(ModelJson.mapper().writeValueAsBytes(header), StandardCharsets.UTF_8),
                snapshot.covariance(),
                closes);
    }

    /// As read back.
    public static StoredSnapshot of(String universe, String headerJson, CovarianceBytes covariance) {
        Header header = ModelJson.mapper().readValue(headerJson, Header.class);
        return new StoredSnapshot(universe, header, headerJson, covariance, null);
    }

    public String universe() {
        return universe;
    }

    public Digest digest() {
        return digest;
    }

    public Header header() {
        return header;
    }

    public String headerJson() {
        return headerJson;
    }

    /// The closes at its end, also of symbols that it leaves out; absent where it was read back. They are not part of
    /// the digest: other prices with the same returns have the same snapshot.
    public @Nullable Quotes closes() {
        return closes;
    }

    public CovarianceBytes covariance() {
        return covariance;
    }
}
