package io.ketstream.ingestion.tick;

import io.ketstream.model.event.MarketTick;
import io.ketstream.model.testing.ReferenceData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Ticks of real markets, from the reference data.
public final class ReferenceTicks {

    private static final String FOLDER = "market/ticks/";

    private ReferenceTicks() {}

    /// Trades with times in seconds, some of them equal in everything.
    public static List<MarketTick> kraken() {
        var ticks = new ArrayList<MarketTick>();
        for (String line : lines("kraken_bcheur_trades.csv")) {
            String[] fields = line.split(",");
            ticks.add(TickStream.tick(
                    "BCH/EUR",
                    Instant.ofEpochSecond(Long.parseLong(fields[0])),
                    Double.parseDouble(fields[1]),
                    Double.parseDouble(fields[2]),
                    ticks.size()));
        }
        return ticks;
    }

    /// Quotes without sizes; the middle of bid and ask.
    public static List<MarketTick> trueFx() {
        var ticks = new ArrayList<MarketTick>();
        for (String line :
                lines("usdjpy_truefx_2013_ticks.csv").stream().skip(1).toList()) {
            String[] fields = line.split(",");
            ticks.add(TickStream.tick(
                    "USD/JPY",
                    time(fields[0]),
                    (Double.parseDouble(fields[1]) + Double.parseDouble(fields[2])) / 2,
                    null,
                    ticks.size()));
        }
        return ticks;
    }

    /// Trades with the exchange's numbers.
    public static List<MarketTick> xrp() {
        var ticks = new ArrayList<MarketTick>();
        for (JsonNode trade : ReferenceData.json(FOLDER + "xrp_eth_trades.json.gz")) {
            ticks.add(TickStream.tick(
                    "XRP/ETH",
                    Instant.ofEpochMilli(trade.get(0).asLong()),
                    trade.get(4).asDouble(),
                    trade.get(5).asDouble(),
                    Long.parseLong(trade.get(1).asString())));
        }
        return ticks;
    }

    /// The published open, high, low and close of each minute, as four ticks in it.
    ///
    /// @param most minutes, from the first on
    public static List<MarketTick> minutes(int most) {
        var ticks = new ArrayList<MarketTick>();
        for (String line :
                lines("usdjpy_m1_bid_2013.csv.gz").stream().skip(1).limit(most).toList()) {
            String[] fields = line.split(",");
            for (int k = 0; k < 4; k++) {
                ticks.add(TickStream.tick(
                        "USD/JPY-bid",
                        time(fields[0]).plusSeconds(19L * k),
                        Double.parseDouble(fields[k + 1]),
                        null,
                        ticks.size()));
            }
        }
        return ticks;
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
    }

    private static List<String> lines(String name) {
        try (var text =
                new BufferedReader(new InputStreamReader(ReferenceData.open(FOLDER + name), StandardCharsets.UTF_8))) {
            return text.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
