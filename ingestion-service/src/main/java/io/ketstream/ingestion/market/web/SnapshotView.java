package io.ketstream.ingestion.market.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ketstream.ingestion.market.MarketSnapshot;
import io.ketstream.ingestion.market.StoredSnapshot;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;

/// A snapshot as it is shown: its covariance in numbers, or behind a link when there are more than 500 symbols.
@JsonPropertyOrder({"digest", "universe", "asOf", "symbols", "expectedReturns", "covariance", "method", "quality"})
record SnapshotView(
        Digest digest,
        String universe,
        LocalDate asOf,
        List<String> symbols,
        RealVector expectedReturns,
        @Schema(oneOf = {RealMatrix.class, Link.class}) Object covariance,
        MarketSnapshot.Method method,
        MarketSnapshot.Quality quality) {

    private static final int MOST_INLINE = 500;

    static SnapshotView of(StoredSnapshot snapshot, URI address) {
        StoredSnapshot.Header header = snapshot.header();
        Object covariance = header.symbols().size() <= MOST_INLINE
                ? snapshot.covariance().matrix()
                : new Link(
                        URI.create(address + "/api/v1/snapshots/" + snapshot.digest() + "/covariance"),
                        header.covarianceDigest());
        return new SnapshotView(
                snapshot.digest(),
                snapshot.universe(),
                header.asOf(),
                header.symbols(),
                header.expectedReturns(),
                covariance,
                header.method(),
                header.quality());
    }
}
