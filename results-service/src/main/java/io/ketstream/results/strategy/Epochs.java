package io.ketstream.results.strategy;

import io.ketstream.model.event.StrategyEpochEnded;
import io.ketstream.model.strategy.Holding;
import io.ketstream.model.strategy.PeriodReport;
import java.util.ArrayList;
import java.util.List;

/// What has come of a strategy's epochs.
///
/// @param last epoch that has ended
/// @param holdings after it
/// @param evaluations of all
/// @param periods the last that have ended
public record Epochs(
        int last,
        List<Holding> holdings,
        long evaluations,
        long shots,
        List<PeriodReport> periods,
        Comparison comparison) {

    static final Epochs NONE = new Epochs(0, List.of(), 0, 0, List.of(), Comparison.NONE);

    private static final int KEPT_PERIODS = 20;

    public Epochs {
        holdings = List.copyOf(holdings);
        periods = List.copyOf(periods);
    }

    Epochs with(StrategyEpochEnded ended) {
        PeriodReport period = ended.period();
        return new Epochs(
                ended.epoch(),
                ended.holdings(),
                evaluations + ended.evaluations(),
                shots + ended.shots(),
                period == null ? periods : latest(period),
                period == null ? comparison : comparison.with(period));
    }

    private List<PeriodReport> latest(PeriodReport period) {
        var all = new ArrayList<>(periods);
        all.add(period);
        return all.subList(Math.max(0, all.size() - KEPT_PERIODS), all.size());
    }
}
