package io.ketstream.ingestion.market.persistence;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// `ketstream.market.loaded`: when prices were last loaded, in seconds since 1970; absent before the first. Of several
/// instances the largest counts, since each knows what it loaded itself and what was there at its start.
///
/// `ketstream.market.snapshot.until`: the end of the newest bar of ticks that a snapshot has, likewise.
@Component
class MarketFreshness implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(MarketFreshness.class);

    private final JdbcTemplate jdbc;
    private final MeterRegistry meters;
    private final AtomicLong lastMillis = new AtomicLong();
    private final AtomicLong untilMillis = new AtomicLong();

    MarketFreshness(JdbcTemplate jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.meters = meters;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            Timestamp last = jdbc.queryForObject("select max(loaded_at) from ingestion.universe", Timestamp.class);
            if (last != null) {
                loaded(last.toInstant());
            }
            Timestamp until = jdbc.queryForObject("select max(until) from ingestion.tick_universe", Timestamp.class);
            if (until != null) {
                reached(until.toInstant());
            }
        } catch (DataAccessException e) {
            log.atWarn().setCause(e).log("when prices were last loaded is not known before the next load");
        }
    }

    void loaded(Instant when) {
        raise("ketstream.market.loaded", lastMillis, when);
    }

    void reached(Instant until) {
        raise("ketstream.market.snapshot.until", untilMillis, until);
    }

    private void raise(String name, AtomicLong millis, Instant time) {
        if (millis.getAndAccumulate(time.toEpochMilli(), Math::max) == 0) {
            TimeGauge.builder(name, millis, TimeUnit.MILLISECONDS, AtomicLong::get)
                    .register(meters);
        }
    }
}
