package io.ketstream.ingestion.config;

import io.ketstream.ingestion.tick.BarRules;
import io.ketstream.model.Rules;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What can be set of bars and of snapshots made of them: `ketstream.market.ticks.*`.
///
/// @param barLength of a stored bar; what a universe asks for is a multiple of it
/// @param lateness a bar closes when its symbol has a tick this much later than the bar's end
/// @param idle a bar whose end is `lateness` ago also closes when its symbol had no tick for so long
/// @param ahead how much later than its arrival at the broker a tick may say it occurred
/// @param remembered how many words of 32 bytes the sequences of all open bars may take
/// @param snapshotInterval the shortest time between two snapshots of a universe
/// @param barRetention how long bars are kept after they were stored
/// @param snapshotRetention how long snapshots are kept that no run was made from, those of histories too
@ConfigurationProperties("ketstream.market.ticks")
public record TickProperties(
        @DefaultValue("1m") Duration barLength,
        @DefaultValue("5s") Duration lateness,
        @DefaultValue("10s") Duration idle,
        @DefaultValue("1m") Duration ahead,
        @DefaultValue("1000000") long remembered,
        @DefaultValue("5s") Duration snapshotInterval,
        @DefaultValue("30d") Duration barRetention,
        @DefaultValue("1d") Duration snapshotRetention) {

    private static final long YEARS_DAYS = 36_525;

    public TickProperties {
        Rules.within("ketstream.market.ticks.snapshot-interval in ms", snapshotInterval.toMillis(), 0, 86_400_000);
        Rules.within("ketstream.market.ticks.bar-retention in days", barRetention.toDays(), 1, YEARS_DAYS);
        Rules.within(
                "ketstream.market.ticks.snapshot-retention in hours", snapshotRetention.toHours(), 1, 24 * YEARS_DAYS);
    }

    BarRules barRules() {
        return new BarRules(barLength, lateness, idle, ahead, remembered);
    }
}
