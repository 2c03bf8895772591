package io.ketstream.optimizer.strategy;

import io.ketstream.model.Failure;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.StrategyAccepted;
import io.ketstream.model.event.StrategyAssessed;
import io.ketstream.model.event.StrategyEpochBegun;
import io.ketstream.model.event.StrategyEpochEnded;
import io.ketstream.model.event.StrategyInput;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.event.StrategyMarketSeen;
import io.ketstream.model.event.StrategyQuotesArrived;
import io.ketstream.model.event.StrategyRevised;
import io.ketstream.model.event.StrategyRunEnded;
import io.ketstream.model.event.Topics;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.Portfolio;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.strategy.Assessment;
import io.ketstream.model.strategy.Book;
import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.MarketDecision;
import io.ketstream.model.strategy.MarketMoment;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.model.strategy.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// One record of a strategy's topic, taken into account: what the strategy is afterwards, and what it tells. The same
/// records in the same order always lead to the same.
final class Strategy {

    /// Codes of [Failure] that a strategy gives itself.
    static final String NO_PORTFOLIO = "NO_PORTFOLIO";

    static final String CANCELLED = "CANCELLED";

    private final StrategyId id;
    private final LongFunction<StrategyMarketArrived> markets;
    private final StrategyFormat format;
    private final StrategyInput input;
    private final long offset;
    private final List<Event> told = new ArrayList<>();

    private long facts;
    private long revision;
    private StrategyStatus status;
    private @Nullable StrategySettings settings;
    private int epoch;
    private int skipped;
    private long lastSequence;
    private boolean hasLast;
    private @Nullable Long quotes;
    private StrategyState.@Nullable UnderWay underWay;
    private @Nullable MarketRef assessed;
    private final List<Long> waiting;
    private @Nullable MarketRef marked;
    private @Nullable MarketRef tradable;
    private StrategyState.@Nullable Choice chosen;
    private Map<BookName, LedgerState> books;
    private StrategyState.Marks marks;
    private final List<StrategyState.Sent> sent;

    /// What came of a record.
    ///
    /// @param told in this order
    record Step(StrategyState state, List<Event> told) {
        Step {
            told = List.copyOf(told);
        }
    }

    private Strategy(
            StrategyState state,
            StrategyInput input,
            long offset,
            LongFunction<StrategyMarketArrived> markets,
            StrategyFormat format) {
        this.id = input.strategyId();
        this.markets = markets;
        this.format = format;
        this.input = input;
        this.offset = offset;
        this.facts = state.facts();
        this.revision = state.revision();
        this.status = state.status();
        this.settings = state.settings();
        this.epoch = state.epoch();
        this.skipped = state.skipped();
        this.lastSequence = state.lastSequence();
        this.hasLast = state.hasLast();
        this.quotes = state.quotes();
        this.underWay = state.underWay();
        this.assessed = state.assessed();
        this.waiting = new ArrayList<>(state.waiting());
        this.marked = state.marked();
        this.tradable = state.tradable();
        this.chosen = state.chosen();
        this.books = state.books();
        this.marks = state.marks();
        this.sent = state.sent();
    }

    /// @param markets those that the state still needs, and that of the record, by their offset
    static Step take(
            StrategyState state,
            StrategyInput input,
            long offset,
            LongFunction<StrategyMarketArrived> markets,
            StrategyFormat format) {
        var strategy = new Strategy(state, input, offset, markets, format);
        switch (input) {
            case StrategyRevised revised -> strategy.revised(revised);
            case StrategyQuotesArrived quotes -> strategy.quotesArrived(quotes);
            case StrategyMarketArrived market -> strategy.marketArrived(market);
            case StrategyAssessed assessed -> strategy.assessed(assessed);
            case StrategyRunEnded ended -> strategy.runEnded(ended);
        }
        return new Step(strategy.state(), strategy.told);
    }

    private StrategyState state() {
        return new StrategyState(
                facts,
                revision,
                status,
                settings,
                epoch,
                skipped,
                lastSequence,
                hasLast,
                quotes,
                underWay,
                assessed,
                waiting,
                marked,
                tradable,
                chosen,
                books,
                marks,
                sent);
    }

    private StrategySettings settings() {
        return Objects.requireNonNull(settings, "what the strategy shall be");
    }

    private boolean isHistory() {
        return settings().history() != null;
    }

    // What it shall be

    private void revised(StrategyRevised revised) {
        if (revised.revision() <= revision || (settings != null && status == StrategyStatus.STOPPED)) {
            return;
        }
        boolean isChanged = settings != null && !settings.equals(revised.settings());
        revision = revised.revision();
        status = revised.status();
        settings = revised.settings();
        tellAccepted();
        if (status == StrategyStatus.PAUSED && isHistory()) {
            putBack();
        } else if (status != StrategyStatus.ACTIVE || isChanged) {
            String reason = status == StrategyStatus.ACTIVE ? "the strategy was changed" : "the strategy is not active";
            abandon(reason);
            skipAssessed(reason);
            skipWaiting(reason);
        }
        if (status == StrategyStatus.STOPPED) {
            letGoOfMarkets();
        }
        next();
    }

    /// One that is stopped trades no more.
    private void letGoOfMarkets() {
        marked = null;
        tradable = null;
        chosen = null;
    }

    private void tellAccepted() {
        tell(new StrategyAccepted(metadata(), id, number(), revision, status, settings()));
    }

    /// Ends the epoch under way without waiting for its run, whose end does not count any more.
    private void abandon(String reason) {
        StrategyState.UnderWay ended = underWay;
        if (ended == null) {
            return;
        }
        RunId run = ended.runId();
        told.add(new RunCommand.Cancel(EventMetadata.of(run + "/by-strategy/cancel", now(), cause()), run));
        underWay = null;
        tellEnded(ended, RunStatus.CANCELLED, new Failure(CANCELLED, reason), 0, 0);
    }

    private void skipAssessed(String reason) {
        MarketRef dropped = assessed;
        if (dropped != null) {
            assessed = null;
            skipped++;
            tellSeen(dropped.moment(), MarketDecision.SKIPPED, reason, null);
        }
    }

    private void skipWaiting(String reason) {
        for (long market : waiting) {
            skipped++;
            tellSeen(markets.apply(market).moment(), MarketDecision.SKIPPED, reason, null);
        }
        waiting.clear();
    }

    /// The step of a history that is not done yet is next when the strategy goes on.
    private void putBack() {
        MarketRef step = underWay == null ? assessed : underWay.market();
        abandon("the strategy is paused");
        assessed = null;
        if (step != null) {
            waiting.addFirst(step.offset());
            tellSeen(step.moment(), MarketDecision.WAITS, "the strategy is paused", null);
        }
    }

    // Markets

    private void quotesArrived(StrategyQuotesArrived arrived) {
        if (arrived.sequence() > lastSequence) {
            quotes = offset;
        }
    }

    private void marketArrived(StrategyMarketArrived market) {
        if (market.moment().sequence() <= lastSequence) {
            return;
        }
        lastSequence = market.moment().sequence();
        quotes = null;
        hasLast |= market.last();
        var ref = new MarketRef(offset, market.moment());
        if (settings == null) {
            waiting.add(offset);
            return;
        }
        if (isHistory()) {
            if (status != StrategyStatus.STOPPED) {
                boolean waits = isBusy() || status == StrategyStatus.PAUSED;
                waiting.add(offset);
                if (waits) {
                    tellSeen(ref.moment(), MarketDecision.WAITS, null, null);
                }
                next();
            }
            return;
        }
        mark(ref, market);
        if (isBusy() && status == StrategyStatus.ACTIVE && isUsable(ref, market)) {
            skipWaiting("a newer snapshot has come");
            waiting.add(offset);
            tellSeen(ref.moment(), MarketDecision.WAITS, null, null);
        } else if (!isBusy()) {
            consider(ref, market);
            next();
        }
    }

    private boolean isBusy() {
        return underWay != null || assessed != null || !waiting.isEmpty();
    }

    /// Tells why not, where it is not.
    private boolean isUsable(MarketRef ref, StrategyMarketArrived market) {
        Failure failure = market.failure();
        if (failure != null || market.quotes().symbols().isEmpty()) {
            skipped++;
            String reason = failure == null ? "its prices have not come" : failure.message();
            tellSeen(ref.moment(), MarketDecision.UNUSABLE, reason, null);
            return false;
        }
        if (!isHistory() && market.revision() < revision) {
            // the one that was made for this revision is on its way
            skipped++;
            tellSeen(ref.moment(), MarketDecision.SKIPPED, "made for revision " + market.revision(), null);
            return false;
        }
        return true;
    }

    private void mark(MarketRef ref, StrategyMarketArrived market) {
        if (market.quotes().symbols().isEmpty()) {
            return;
        }
        marked = ref;
        if (market.failure() == null) {
            tradable = ref;
        }
        if (books.isEmpty()) {
            return;
        }
        var opened = new Books(books, settings());
        opened.mark(market.quotes().bySymbol());
        books = opened.states();
        marks = Periods.marked(marks, ref.moment().time(), opened.own().equity());
    }

    /// Goes on with what waits, for as long as nothing is under way.
    private void next() {
        while (settings != null
                && status == StrategyStatus.ACTIVE
                && underWay == null
                && assessed == null
                && !waiting.isEmpty()) {
            long next = waiting.removeFirst();
            StrategyMarketArrived market = markets.apply(next);
            var ref = new MarketRef(next, market.moment());
            if (isHistory() || marked == null || marked.offset() < ref.offset()) {
                mark(ref, market);
            }
            consider(ref, market);
        }
        boolean isOver = hasLast && waiting.isEmpty() && underWay == null && assessed == null;
        if (isOver && settings != null && isHistory() && status == StrategyStatus.ACTIVE) {
            status = StrategyStatus.STOPPED;
            letGoOfMarkets();
            tellAccepted();
        }
    }

    private void consider(MarketRef ref, StrategyMarketArrived market) {
        if (status != StrategyStatus.ACTIVE) {
            skipped++;
            tellSeen(ref.moment(), MarketDecision.NOT_ACTIVE, null, null);
            return;
        }
        if (!isUsable(ref, market)) {
            return;
        }
        StrategyState.Choice last = chosen;
        if (last == null || last.revision() < revision) {
            begin(ref, market, null);
            return;
        }
        switch (settings().trigger()) {
            case Trigger.Snapshot snapshot -> begin(ref, market, null);
            case Trigger.Schedule schedule -> {
                Instant due = last.market().moment().time().plus(schedule.every());
                if (ref.moment().time().isBefore(due)) {
                    skipped++;
                    tellSeen(ref.moment(), MarketDecision.NOT_TRIGGERED, "the next choice is due at " + due, null);
                } else {
                    begin(ref, market, null);
                }
            }
            case Trigger.Drift drift -> {
                assessed = ref;
                tellSeen(ref.moment(), MarketDecision.ASSESSED, null, null);
            }
        }
    }

    private void assessed(StrategyAssessed result) {
        MarketRef ref = assessed;
        if (ref == null || ref.moment().sequence() != result.sequence()) {
            return;
        }
        assessed = null;
        Assessment assessment = result.assessment();
        boolean triggers = assessment == null
                || !(settings().trigger() instanceof Trigger.Drift drift)
                || assessment.triggers(drift);
        StrategyState.Choice last = chosen;
        if (triggers) {
            begin(ref, markets.apply(ref.offset()), assessment);
        } else {
            if (last != null && assessment != null && assessment.covarianceChange() == null) {
                chosen = last.measuredFrom(ref);
            }
            skipped++;
            tellSeen(ref.moment(), MarketDecision.NOT_TRIGGERED, null, assessment);
        }
        next();
    }

    // Epochs

    private void begin(MarketRef ref, StrategyMarketArrived market, @Nullable Assessment assessment) {
        int next = epoch + 1;
        var making = new EpochRun(id, settings(), chosen, new Books(books, settings()).own(), format);
        RunSubmitted run;
        try {
            run = making.of(next, market, metadata("run/" + next));
        } catch (InvalidValueException e) {
            skipped++;
            tellSeen(ref.moment(), MarketDecision.UNUSABLE, e.getMessage(), assessment);
            return;
        }
        epoch = next;
        underWay = new StrategyState.UnderWay(
                epoch, run.runId(), ref, revision, settings().run().ansatz());
        tellSeen(ref.moment(), MarketDecision.STARTED, null, assessment);
        tell(new StrategyEpochBegun(
                metadata(), id, number(), epoch, run.runId(), ref.moment(), skipped, making.isWarm(run)));
        skipped = 0;
        told.add(run);
    }

    private void runEnded(StrategyRunEnded ended) {
        StrategyState.UnderWay ending = underWay;
        if (ending == null || ending.epoch() != ended.epoch()) {
            return;
        }
        underWay = null;
        Portfolio portfolio = ended.portfolio();
        if (ended.status() == RunStatus.SUCCEEDED && portfolio != null) {
            trade(ending, ended, portfolio);
        } else {
            Failure failure = ended.failure() == null
                    ? new Failure(NO_PORTFOLIO, "the run's best selection is not feasible")
                    : ended.failure();
            tellEnded(ending, ended.status(), failure, ended.evaluations(), ended.shots());
        }
        next();
    }

    private void trade(StrategyState.UnderWay ending, StrategyRunEnded ended, Portfolio portfolio) {
        MarketRef at = tradable;
        if (at == null || at.offset() < ending.market().offset()) {
            // begun by a release that took a market without prices
            notTraded(ending, ended, "the prices of its market have not come");
            return;
        }
        Map<String, Double> prices = markets.apply(at.offset()).quotes().bySymbol();
        StrategyMarketArrived market = markets.apply(ending.market().offset());
        BestSolution best = ended.best();
        List<String> selection = best == null || best.selection() == null ? List.of() : best.selection();
        var opened = new Books(books, settings());
        try {
            opened.trade(at.moment().asOf(), portfolio, selection, market.assets(), prices);
        } catch (InvalidValueException e) {
            notTraded(ending, ended, String.valueOf(e.getMessage()));
            return;
        }
        Instant now = at.moment().time();
        Period over =
                opened.own().periods().isEmpty() ? null : opened.own().periods().getLast();
        var fact = new StrategyEpochEnded(
                metadata(),
                id,
                number(),
                ending.epoch(),
                ending.runId(),
                at.moment(),
                ended.status(),
                true,
                null,
                ended.evaluations(),
                ended.shots(),
                portfolio.allocation().expectedReturn(),
                portfolio.allocation().risk(),
                opened.trades(),
                opened.holdings(),
                opened.books(),
                over == null ? null : Periods.report(over, marks, now));
        int bytes = format.size(fact);
        if (bytes > Topics.MAX_MESSAGE_BYTES) {
            notTraded(
                    ending,
                    ended,
                    "its trades take " + bytes + " bytes of a message of " + Topics.MAX_MESSAGE_BYTES
                            + "; select fewer assets");
            return;
        }
        books = opened.states();
        marked = at;
        marks = Periods.begun(now, opened.own().equity());
        chosen = new StrategyState.Choice(
                ending.market(),
                ending.revision(),
                best == null ? RealVector.zeros(0) : best.parameters(),
                ending.ansatz(),
                ended.learnt());
        tell(fact);
    }

    private void notTraded(StrategyState.UnderWay ending, StrategyRunEnded ended, String reason) {
        tellEnded(ending, RunStatus.FAILED, new Failure(NO_PORTFOLIO, reason), ended.evaluations(), ended.shots());
    }

    private void tellEnded(
            StrategyState.UnderWay ending, RunStatus ended, Failure failure, int evaluations, long shots) {
        var opened = new Books(books, settings());
        tell(new StrategyEpochEnded(
                metadata(),
                id,
                number(),
                ending.epoch(),
                ending.runId(),
                // that of the books
                marked == null ? ending.market().moment() : marked.moment(),
                ended,
                false,
                failure,
                evaluations,
                shots,
                null,
                null,
                List.of(),
                opened.holdings(),
                opened.books(),
                null));
    }

    // Facts

    /// With books where they stand at the prices of that snapshot.
    private void tellSeen(
            MarketMoment moment, MarketDecision decision, @Nullable String reason, @Nullable Assessment assessment) {
        boolean isMarked = marked != null && marked.moment().equals(moment);
        List<Book> standing = isMarked ? new Books(books, settings()).books() : List.of();
        tell(new StrategyMarketSeen(metadata(), id, number(), moment, decision, reason, assessment, standing));
    }

    private void tell(Event fact) {
        told.add(fact);
        facts++;
    }

    private long number() {
        return facts + 1;
    }

    private EventMetadata metadata() {
        return metadata("fact/" + number());
    }

    private EventMetadata metadata(String identity) {
        return EventMetadata.of("strategy/" + id + "/" + identity, now(), cause());
    }

    private Instant now() {
        return input.metadata().occurredAt();
    }

    private UUID cause() {
        return input.metadata().id();
    }
}
