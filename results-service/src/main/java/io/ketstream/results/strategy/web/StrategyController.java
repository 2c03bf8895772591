package io.ketstream.results.strategy.web;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.results.run.Paged;
import io.ketstream.results.run.web.CsvWriter;
import io.ketstream.results.strategy.EpochView;
import io.ketstream.results.strategy.EquityPoint;
import io.ketstream.results.strategy.Strategies;
import io.ketstream.results.strategy.StrategyFilter;
import io.ketstream.results.strategy.StrategySummary;
import io.ketstream.results.strategy.StrategyView;
import io.ketstream.results.strategy.TradeView;
import io.ketstream.results.strategy.report.StrategyReport;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@RequestMapping(path = "/api/v1/strategies")
@Tag(name = "Strategies", description = "What strategies hold, what they did, and what has come of it")
class StrategyController {

    private static final String UNKNOWN = "there is no such strategy; right after it was begun, try again";
    private static final int MAX_PAGE = 1_000_000;
    private static final int MAX_STRATEGIES = 200;
    private static final int MAX_EPOCHS = 500;
    private static final int MAX_ROWS = 5_000;

    private final Strategies strategies;

    StrategyController(Strategies strategies) {
        this.strategies = strategies;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Strategies, latest start first")
    @ApiResponse(responseCode = "200", description = "the strategies")
    Paged<StrategySummary> list(
            @RequestParam @Nullable StrategyStatus status,
            @RequestParam @Nullable String universe,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        check(page, size, MAX_STRATEGIES);
        if (universe != null && universe.indexOf('\0') >= 0) {
            throw new InvalidValueException("universe", "must not have a character 0");
        }
        return strategies.list(new StrategyFilter(status, universe), page, size);
    }

    @GetMapping(path = "/{strategyId}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A strategy with its books, what it holds, and what was predicted beside what came")
    @ApiResponse(responseCode = "200", description = "the strategy")
    @ApiResponse(responseCode = "404", description = UNKNOWN)
    StrategyView strategy(@PathVariable UUID strategyId) {
        return view(strategyId);
    }

    @GetMapping(path = "/{strategyId}/epochs", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The epochs of a strategy, from the first: their runs and what came of them",
            description = "A page as JSON; all as text/csv.")
    @ApiResponse(
            responseCode = "200",
            description = "the epochs",
            useReturnTypeSchema = true,
            content = @Content(mediaType = CsvWriter.MEDIA_TYPE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "404", description = UNKNOWN)
    Paged<EpochView> epochs(
            @PathVariable UUID strategyId,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "100") int size) {
        check(page, size, MAX_EPOCHS);
        return strategies.epochs(known(strategyId), page, size);
    }

    @GetMapping(path = "/{strategyId}/epochs", produces = CsvWriter.MEDIA_TYPE)
    @Hidden // described with the page
    StreamingResponseBody epochTable(@PathVariable UUID strategyId) {
        StrategyId strategy = known(strategyId);
        return output -> StrategyCsv.writeEpochs(strategies, strategy, output);
    }

    @GetMapping(path = "/{strategyId}/trades", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "All trades of a strategy, in their order", description = "A page as JSON; all as text/csv.")
    @ApiResponse(
            responseCode = "200",
            description = "the trades",
            useReturnTypeSchema = true,
            content = @Content(mediaType = CsvWriter.MEDIA_TYPE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "404", description = UNKNOWN)
    Paged<TradeView> trades(
            @PathVariable UUID strategyId,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "100") int size) {
        check(page, size, MAX_ROWS);
        return strategies.trades(known(strategyId), page, size);
    }

    @GetMapping(path = "/{strategyId}/trades", produces = CsvWriter.MEDIA_TYPE)
    @Hidden // described with the page
    StreamingResponseBody tradeTable(@PathVariable UUID strategyId) {
        StrategyId strategy = known(strategyId);
        return output -> StrategyCsv.writeTrades(strategies, strategy, output);
    }

    @GetMapping(path = "/{strategyId}/equity", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What the books of a strategy were worth at each snapshot, after the trades at its prices",
            description = "A page as JSON; all as text/csv.")
    @ApiResponse(
            responseCode = "200",
            description = "the equities",
            useReturnTypeSchema = true,
            content = @Content(mediaType = CsvWriter.MEDIA_TYPE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "404", description = UNKNOWN)
    Paged<EquityPoint> equity(
            @PathVariable UUID strategyId,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "100") int size) {
        check(page, size, MAX_ROWS);
        return strategies.equity(known(strategyId), page, size);
    }

    @GetMapping(path = "/{strategyId}/equity", produces = CsvWriter.MEDIA_TYPE)
    @Hidden // described with the page
    StreamingResponseBody equityTable(@PathVariable UUID strategyId) {
        StrategyId strategy = known(strategyId);
        return output -> StrategyCsv.writeEquity(strategies, strategy, output);
    }

    @GetMapping(path = "/{strategyId}/report", produces = MediaType.TEXT_HTML_VALUE)
    @Operation(summary = "A strategy as a page with pictures, which fetches nothing and runs nothing")
    @ApiResponse(responseCode = "200", description = "the page")
    @ApiResponse(responseCode = "404", description = UNKNOWN)
    ResponseEntity<String> report(@PathVariable UUID strategyId) {
        return ResponseEntity.ok()
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .body(StrategyReport.of(strategies, view(strategyId)));
    }

    private static void check(int page, int size, int mostSize) {
        Rules.within("page", page, 0, MAX_PAGE);
        Rules.within("size", size, 1, mostSize);
    }

    private StrategyView view(UUID strategyId) {
        var strategy = new StrategyId(strategyId);
        return strategies.find(strategy).orElseThrow(() -> new StrategyNotFound(strategy));
    }

    private StrategyId known(UUID strategyId) {
        var strategy = new StrategyId(strategyId);
        if (!strategies.exists(strategy)) {
            throw new StrategyNotFound(strategy);
        }
        return strategy;
    }
}
