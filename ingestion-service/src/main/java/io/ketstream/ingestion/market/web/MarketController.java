package io.ketstream.ingestion.market.web;

import io.ketstream.ingestion.market.CovarianceBytes;
import io.ketstream.ingestion.market.CovarianceEstimator;
import io.ketstream.ingestion.market.CovarianceMethod;
import io.ketstream.ingestion.market.FactorModel;
import io.ketstream.ingestion.market.InvalidPricesException;
import io.ketstream.ingestion.market.Market;
import io.ketstream.ingestion.market.PriceFeed;
import io.ketstream.ingestion.market.PriceReader;
import io.ketstream.ingestion.market.StoredSnapshot;
import io.ketstream.ingestion.market.UniverseSummary;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.support.ServiceAddresses;
import io.ketstream.support.web.ApiException;
import io.ketstream.support.web.BodyText;
import io.ketstream.support.web.Parameters;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Market data")
class MarketController {

    private final Market market;
    private final ServiceAddresses services;

    MarketController(Market market, ServiceAddresses services) {
        this.market = market;
        this.services = services;
    }

    /// What came of loading prices.
    record Loaded(UniverseSummary universe, Digest snapshotDigest) {}

    /// A covariance on its own, written row by row.
    record CovarianceView(
            @Schema(implementation = RealMatrix.class) Iterable<RealVector> covariance) {}

    @Operation(
            summary = "Replace a universe's prices",
            description = "CSV, long (date,symbol,close) or wide (date,SYM1,SYM2,…; an empty field: no price), "
                    + "plain or with Content-Encoding: gzip. Streamed; a bad line is named by its number, and then "
                    + "nothing is loaded. A close that is there twice is taken once and counted; two different closes "
                    + "of a symbol on a day are refused.",
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = HttpHeaders.CONTENT_ENCODING,
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"gzip", "identity"})),
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
    @ApiResponse(responseCode = "200", description = "loaded, and a snapshot made")
    @ApiResponse(responseCode = "422", description = "a line is refused; nothing was loaded")
    @PutMapping(path = "/universes/{universe}/prices", consumes = "text/csv")
    Loaded prices(@PathVariable String universe, HttpServletRequest request) throws IOException {
        try {
            // reports malformed bytes instead of replacing them
            return BodyText.read(
                    request,
                    "prices",
                    bytes -> load(
                            universe,
                            new PriceReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()))));
        } catch (InvalidPricesException e) {
            throw new InvalidValueException("prices", String.valueOf(e.getMessage()));
        }
    }

    @Operation(
            summary = "Generate prices for a demonstration",
            description = "A seeded factor model: the same body gives the same prices.")
    @ApiResponse(responseCode = "200", description = "loaded, and a snapshot made")
    @ApiResponse(responseCode = "422", description = "a field is refused; errors names it and what is permitted")
    @PostMapping("/universes/{universe}/generated-prices")
    Loaded generate(
            @PathVariable String universe, @org.springframework.web.bind.annotation.RequestBody FactorModel model)
            throws IOException {
        return load(universe, model.prices());
    }

    @Operation(summary = "What is held of a universe's prices")
    @ApiResponse(responseCode = "200", description = "the universe")
    @ApiResponse(responseCode = "404", description = "there is no such universe")
    @GetMapping("/universes/{universe}")
    UniverseSummary universe(@PathVariable String universe) {
        return market.find(universe).orElseThrow(() -> unknown(universe));
    }

    @Operation(
            summary = "The latest snapshot of a universe",
            description = "With asOf: of the prices up to that day. covariance: ledoit-wolf (default), sample, or "
                    + "ewma (exponentially weighted, with decay between 0 and 1; 0.94, for daily prices, by default).")
    @ApiResponse(responseCode = "422", description = "a parameter is refused; errors names it")
    @ApiResponse(responseCode = "200", description = "the snapshot")
    @ApiResponse(responseCode = "404", description = "there is no such universe, or no snapshot of it yet")
    @GetMapping("/universes/{universe}/snapshots/latest")
    SnapshotView latest(
            @PathVariable String universe,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String covariance,
            @RequestParam(required = false) @Nullable Double decay) {
        var estimator = new CovarianceEstimator(method(covariance), decay);
        if (asOf == null && covariance == null) {
            StoredSnapshot latest = market.latest(universe).orElseThrow(() -> withoutSnapshot(universe));
            return SnapshotView.of(latest, services.ingestion());
        }
        if (market.find(universe).isEmpty()) {
            throw unknown(universe);
        }
        return SnapshotView.of(market.at(universe, asOf, estimator), services.ingestion());
    }

    @Operation(summary = "A snapshot", description = "Content-addressed; never changes.")
    @ApiResponse(responseCode = "200", description = "the snapshot")
    @ApiResponse(responseCode = "404", description = "there is no such snapshot")
    @GetMapping("/snapshots/{digest}")
    SnapshotView snapshot(@PathVariable String digest) {
        return SnapshotView.of(find(digest), services.ingestion());
    }

    @Operation(
            summary = "A covariance",
            description = "As JSON, or in bytes: n·n numbers, row-major little-endian float64.")
    @ApiResponse(
            responseCode = "200",
            description = "the covariance",
            useReturnTypeSchema = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "404", description = "there is no such snapshot")
    @GetMapping(path = "/snapshots/{digest}/covariance", produces = MediaType.APPLICATION_JSON_VALUE)
    CovarianceView covariance(@PathVariable String digest) {
        return new CovarianceView(find(digest).covariance().rows());
    }

    @Hidden // described with the JSON
    @GetMapping(path = "/snapshots/{digest}/covariance", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    void covarianceBytes(@PathVariable String digest, HttpServletResponse response) throws IOException {
        CovarianceBytes covariance =
                market.covariance(Parameters.digest(digest)).orElseThrow(() -> withoutDigest(digest));
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(covariance.length());
        covariance.writeTo(response.getOutputStream());
    }

    private Loaded load(String universe, PriceFeed prices) throws IOException {
        StoredSnapshot snapshot = market.replace(universe, prices);
        UniverseSummary summary = market.find(universe).orElseThrow(() -> unknown(universe));
        return new Loaded(summary, snapshot.digest());
    }

    private StoredSnapshot find(String digest) {
        return market.snapshot(Parameters.digest(digest)).orElseThrow(() -> withoutDigest(digest));
    }

    private static CovarianceMethod method(@Nullable String name) {
        return switch (name == null ? "ledoit-wolf" : name) {
            case "ledoit-wolf" -> CovarianceMethod.LEDOIT_WOLF;
            case "sample" -> CovarianceMethod.SAMPLE;
            case "ewma" -> CovarianceMethod.EWMA;
            default ->
                throw new InvalidValueException(
                        "covariance", "must be one of ledoit-wolf, sample, ewma, not '" + name + "'");
        };
    }

    private static ApiException withoutDigest(String digest) {
        return ApiException.notFound("There is no snapshot with digest " + digest + ".");
    }

    private static ApiException withoutSnapshot(String universe) {
        return ApiException.notFound("There is no universe '" + universe + "', or no snapshot of it yet.");
    }

    private static ApiException unknown(String universe) {
        return ApiException.notFound("There is no universe '" + universe + "'.");
    }
}
