package io.ketstream.results.strategy.report;

import io.ketstream.model.strategy.Book;
import io.ketstream.model.strategy.BookName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The equity of one book, looked at snapshot by snapshot, and what it comes to.
final class Curve {

    private static final double YEAR_SECONDS = 365.25 * 24 * 3600;

    /// What is shorter is not put as of a year.
    static final int LEAST_DAYS = 30;

    private final double capital;
    private double peak;
    private double worstDrawdown;
    private double sum;
    private long points;
    private double last;
    private double meanReturn;
    private double squares;
    private @Nullable Instant firstTime;
    private @Nullable Instant lastTime;

    Curve(double capital) {
        this.capital = capital;
        this.peak = capital;
    }

    /// In the order of the snapshots.
    void add(Instant time, double equity) {
        if (points > 0) {
            // Welford's algorithm
            double change = equity / last - 1;
            double off = change - meanReturn;
            meanReturn += off / points;
            squares += off * (change - meanReturn);
        }
        points++;
        sum += equity;
        last = equity;
        peak = Math.max(peak, equity);
        worstDrawdown = Math.max(worstDrawdown, 1 - equity / peak);
        firstTime = firstTime == null ? time : firstTime;
        lastTime = time;
    }

    Performance performance(BookName name, @Nullable Book book) {
        double years = years();
        boolean isLong = years * YEAR_SECONDS >= Duration.ofDays(LEAST_DAYS).toSeconds();
        long changes = points - 1;
        Double volatility =
                isLong && changes > 1 ? Math.sqrt(squares / (changes - 1)) * Math.sqrt(changes / years) : null;
        return new Performance(
                name,
                last / capital - 1,
                isLong ? Math.pow(last / capital, 1 / years) - 1 : null,
                volatility,
                worstDrawdown,
                book == null || !isLong ? null : book.traded().doubleValue() / (sum / points) / years,
                book == null ? null : book.costs(),
                last);
    }

    private double years() {
        return firstTime == null || lastTime == null
                ? 0
                : Duration.between(firstTime, lastTime).toSeconds() / YEAR_SECONDS;
    }
}
