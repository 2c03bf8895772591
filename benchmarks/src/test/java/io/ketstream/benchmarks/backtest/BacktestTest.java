package io.ketstream.benchmarks.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.benchmarks.portfolio.PriceFile;
import io.ketstream.ingestion.market.FactorModel;
import io.ketstream.ingestion.market.PriceTable;
import io.ketstream.model.RealVector;
import io.ketstream.optimizer.strategy.Booking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestTest {

    private static final int DAYS = 84;
    private static final BacktestOptions OPTIONS = options(Path.of("made.csv"), Path.of("out"));

    private static PriceTable prices;
    private static BacktestResult result;

    @BeforeAll
    static void walkOnce() throws IOException {
        prices = PriceFile.table(new FactorModel(30, DAYS, 3).prices());
        result = run(prices);
    }

    @Test
    void everyRebalancingLiesBetweenTheBoundAndTheStageBefore() {
        // days 40, 50, 60, 70, 80 of 84
        assertThat(result.stages()).hasSize(5).allSatisfy(stages -> {
            // rounding of the bound
            assertThat(stages.bound()).isLessThanOrEqualTo(stages.chosen() + 1e-9);
            assertThat(stages.chosen()).isLessThanOrEqualTo(stages.polished());
            assertThat(stages.polished()).isLessThanOrEqualTo(stages.swept());
            assertThat(stages.swept()).isLessThanOrEqualTo(stages.output());
            assertThat(stages.selected()).isEqualTo(6);
            assertThat(stages.evaluations()).isPositive();
        });
        assertThat(result.stages().getFirst().warm()).isFalse();
        assertThat(result.stages().getFirst().previous()).isNull();
        assertThat(result.stages().subList(1, 5)).allSatisfy(stages -> {
            assertThat(stages.warm()).isTrue();
            assertThat(stages.chosen())
                    .isEqualTo(Math.min(stages.polished(), Objects.requireNonNull(stages.previous())));
        });
        assertThat(result.weights()).allSatisfy(held -> assertThat(held).hasSizeBetween(1, 6));
        assertThat(result.days()).hasSize(DAYS - 40);
    }

    @Test
    void everyRebalancingMaySelectAnotherNumberOfARange() {
        BacktestOptions range = options(Path.of("made.csv"), 2.0, Path.of("out"));
        BacktestResult walked = Backtest.run(new PriceHistory(prices), range, line -> {});
        assertThat(walked.stages()).hasSize(5).allSatisfy(stages -> {
            assertThat(stages.bound()).isLessThanOrEqualTo(stages.chosen() + 1e-9);
            assertThat(stages.chosen()).isLessThanOrEqualTo(stages.output());
            assertThat(stages.most()).isEqualTo(6);
            assertThat(stages.selected()).isBetween(2, 6);
        });
        // less than all that may be: the range is made use of
        assertThat(walked.stages()).extracting(Stages::selected).containsAnyOf(2, 3, 4, 5);
        assertThat(walked.stages())
                .extracting(Stages::chosen)
                .first()
                .matches(chosen -> chosen <= result.stages().getFirst().chosen());
    }

    @Test
    void theSameSeedBooksTheSame() {
        BacktestResult again = run(prices);
        assertThat(again.stages()).isEqualTo(result.stages());
        for (StrategyKind strategy : StrategyKind.values()) {
            assertThat(again.ledger(strategy).bookings())
                    .isEqualTo(result.ledger(strategy).bookings());
        }
    }

    @Test
    void nothingThatComesLaterChangesWhatIsBooked() {
        int known = 60;
        LocalDate today = prices.days().get(known);
        var random = new Random(11);
        BacktestResult other = run(changed(day -> row -> {
            if (day > known) {
                for (int i = 0; i < row.length; i++) {
                    // some prices end, all others become unlike what they were
                    row[i] = i % 7 == 0 ? Double.NaN : row[i] * Math.exp(random.nextGaussian());
                }
            }
        }));
        int days = result.days().indexOf(today) + 1;
        for (StrategyKind strategy : StrategyKind.values()) {
            assertThat(until(other, strategy, today)).isEqualTo(until(result, strategy, today));
            assertThat(other.equity(strategy).subList(0, days))
                    .isEqualTo(result.equity(strategy).subList(0, days));
        }
        assertThat(other.stages().subList(0, 3)).isEqualTo(result.stages().subList(0, 3));
        // so much for the test itself
        assertThat(other.stages().get(3)).isNotEqualTo(result.stages().get(3));
        assertThat(other.equity(StrategyKind.QAOA).get(days))
                .isNotEqualTo(result.equity(StrategyKind.QAOA).get(days));
    }

    @Test
    void whatIsHeldWhenItsPricesEndIsSoldAtTheLast(@TempDir Path folder) throws IOException {
        List<String> held = result.weights().getFirst().keySet().stream().toList();
        int ending = prices.symbols().indexOf(held.getFirst());
        BacktestResult other = run(changed(day -> row -> row[ending] = day > 45 ? Double.NaN : row[ending]));
        List<Booking> ended = other.ledger(StrategyKind.QAOA).bookings().stream()
                .filter(booking -> booking.kind() == Booking.Kind.ENDED)
                .toList();
        assertThat(ended).singleElement().satisfies(booking -> {
            assertThat(booking.symbol()).isEqualTo(held.getFirst());
            assertThat(booking.day()).isEqualTo(prices.days().get(50));
            assertThat(booking.price()).isEqualTo(prices.column(ending)[45]);
        });
        assertThat(Performance.of(other, StrategyKind.BUY_AND_HOLD).ended()).isEqualTo(1);
        assertThat(page(other, folder)).contains("because prices ended: " + held.getFirst() + " on 2024-");
    }

    @Test
    void costsOfTurnoverAreLinearInASelection() {
        MarketView market = MarketView.of(new PriceHistory(prices).until(40, 40, 1));
        double[] held = new double[market.symbols().size()];
        held[0] = 0.4;
        held[1] = 0.05;
        held[2] = 0.3;
        var costs = new TurnoverCosts(market, OPTIONS, RealVector.of(held));
        var random = new Random(7);
        double constant = Double.NaN;
        for (int trial = 0; trial < 20; trial++) {
            var assets = new BitSet();
            while (assets.cardinality() < 6) {
                assets.set(random.nextInt(held.length));
            }
            double direct = 0;
            for (int i = 0; i < held.length; i++) {
                direct += costs.yearly() * Math.abs((assets.get(i) ? 1 : 0) - 6 * held[i]);
                direct -= assets.get(i) ? market.expectedReturns().get(i) : 0;
                for (int j = 0; j < held.length; j++) {
                    direct += assets.get(i) && assets.get(j)
                            ? OPTIONS.riskAversion() / 6 * market.covariance().get(i, j)
                            : 0;
                }
            }
            double difference = direct - costs.selection().value(assets);
            constant = trial == 0 ? difference : constant;
            // rounding of sums of order 10
            assertThat(difference).isCloseTo(constant, within(1e-13));
        }
        // c·K·Σw
        assertThat(constant).isCloseTo(costs.yearly() * 6 * 0.75, within(1e-13));
    }

    @Test
    void theReportHasEverythingInOneFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("<made>.csv"), "date,A,B\n");
        BacktestOptions options = options(file, folder.resolve("report"));
        List<Path> files = BacktestReport.write(Provenance.of(new PriceHistory(prices), options), result);
        assertThat(files)
                .extracting(path -> path.getFileName().toString())
                .containsExactly("report.html", "ledger.csv", "figures.json");
        String page = Files.readString(files.getFirst());
        assertThat(page)
                .contains(
                        "Backtest of &lt;made&gt;.csv",
                        "Of 5 rebalancings",
                        "No prices ended",
                        "--selected 0.2",
                        "</html>")
                .doesNotContain("NaN", "Infinity", "http://", "https://", "<script", "<made>");
        for (StrategyKind strategy : StrategyKind.values()) {
            assertThat(page).contains("<td>" + strategy.title() + "</td>");
        }
        int bookings = 0;
        for (StrategyKind strategy : StrategyKind.values()) {
            bookings += result.ledger(strategy).bookings().size();
        }
        assertThat(Files.readAllLines(files.get(1))).hasSize(1 + bookings);
    }

    @Test
    void aFileOfTooFewDaysIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(PriceFile.table(new FactorModel(30, 41, 3).prices())))
                .withMessageContaining("--window must be at most 39");
    }

    private static String page(BacktestResult walked, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("made.csv"), "date,A,B\n");
        BacktestOptions options = options(file, folder.resolve("report"));
        return Files.readString(BacktestReport.write(Provenance.of(new PriceHistory(prices), options), walked)
                .getFirst());
    }

    private static BacktestOptions options(Path file, Path out) {
        return options(file, null, out);
    }

    private static BacktestOptions options(Path file, @Nullable Double leastSelected, Path out) {
        return new BacktestOptions(file, 40, 10, 0.2, leastSelected, 1, 6, 30, 0.001, 1_000_000, 2, 8, 1, out);
    }

    private static BacktestResult run(PriceTable table) {
        return Backtest.run(new PriceHistory(table), OPTIONS, line -> {});
    }

    private static List<Booking> until(BacktestResult walked, StrategyKind strategy, LocalDate day) {
        return walked.ledger(strategy).bookings().stream()
                .filter(booking -> !booking.day().isAfter(day))
                .toList();
    }

    /// The same table with every day's row changed.
    private static PriceTable changed(IntFunction<Consumer<double[]>> change) {
        double[][] rows = new double[prices.days().size()][prices.symbols().size()];
        for (int i = 0; i < prices.symbols().size(); i++) {
            double[] column = prices.column(i);
            for (int day = 0; day < rows.length; day++) {
                rows[day][i] = column[day];
            }
        }
        for (int day = 0; day < rows.length; day++) {
            change.apply(day).accept(rows[day]);
        }
        return new PriceTable(prices.days(), prices.symbols(), rows, 0);
    }
}
