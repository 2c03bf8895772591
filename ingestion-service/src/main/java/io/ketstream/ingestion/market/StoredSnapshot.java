package io.ketstream.ingestion.market;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ketstream.model.Digest;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.support.event.ModelJson;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/// A snapshot as it is kept: a header in JSON and the covariance in bytes, addressed by the SHA-256 of both.
public final class StoredSnapshot {

    private final String universe;
    private final Digest digest;
    private final Header header;
    private final String headerJson;
    private final byte[] covariance;

    /// Everything but the covariance, of which the digest is here.
    @JsonPropertyOrder({"asOf", "symbols", "expectedReturns", "method", "quality", "covarianceDigest"})
    public record Header(
            LocalDate asOf,
            List<String> symbols,
            RealVector expectedReturns,
            MarketSnapshot.Method method,
            MarketSnapshot.Quality quality,
            Digest covarianceDigest) {}

    private StoredSnapshot(String universe, Header header, String headerJson, byte[] covariance) {
        this.universe = universe;
        this.header = header;
        this.headerJson = headerJson;
        this.covariance = covariance;
        this.digest = Digest.of(headerJson);
    }

    public static StoredSnapshot of(String universe, MarketSnapshot snapshot) {
        byte[] covariance = bytes(snapshot.covariance());
        var header = new Header(
                snapshot.asOf(),
                snapshot.symbols(),
                snapshot.expectedReturns(),
                snapshot.method(),
                snapshot.quality(),
                Digest.of(covariance));
        return new StoredSnapshot(
                universe,
                header,
                new String(ModelJson.mapper().writeValueAsBytes(header), StandardCharsets.UTF_8),
                covariance);
    }

    /// As read back.
    public static StoredSnapshot of(String universe, String headerJson, byte[] covariance) {
        Header header = ModelJson.mapper().readValue(headerJson, Header.class);
        return new StoredSnapshot(universe, header, headerJson, covariance.clone());
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

    /// n·n numbers, row-major little-endian float64; a copy.
    public byte[] covarianceBytes() {
        return covariance.clone();
    }

    public RealMatrix covariance() {
        int size = header.symbols().size();
        var numbers = ByteBuffer.wrap(covariance).order(ByteOrder.LITTLE_ENDIAN);
        double[][] matrix = new double[size][size];
        for (double[] row : matrix) {
            for (int j = 0; j < size; j++) {
                row[j] = numbers.getDouble();
            }
        }
        return RealMatrix.of(matrix);
    }

    private static byte[] bytes(RealMatrix matrix) {
        var bytes = ByteBuffer.allocate(Math.multiplyExact(8, matrix.rows() * matrix.columns()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                bytes.putDouble(matrix.get(i, j));
            }
        }
        return bytes.array();
    }
}
