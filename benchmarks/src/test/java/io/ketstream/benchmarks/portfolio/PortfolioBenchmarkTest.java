package io.ketstream.benchmarks.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.ingestion.market.FactorModel;
import io.ketstream.ingestion.market.MarketSnapshot;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Mixer;
import io.ketstream.optimizer.loop.StartParameters;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortfolioBenchmarkTest {

    private static final PortfolioOptions OPTIONS =
            new PortfolioOptions(Path.of("made.csv"), List.of(6, 8), 2, 40, 0.25, null, 3, 2, 5, 0.25, 2, 1, 2, null);

    @Test
    void everyStageLiesBetweenTheBoundAndTheOneBefore() throws IOException {
        MarketSnapshot market = market();
        List<Trial> trials = new PortfolioBenchmark(market, OPTIONS, line -> {}).measure();
        assertThat(trials).hasSize(2).allSatisfy(trial -> {
            assertThat(trial.best()).isBetween(trial.bound(), trial.heuristic());
            assertThat(trial.divisions()).hasSize(2).allSatisfy(division -> {
                assertThat(division.largest()).isLessThanOrEqualTo(8);
                assertThat(division.descents().values()).hasSize(3).allSatisfy(descent -> {
                    assertThat(descent.swept()).isLessThanOrEqualTo(descent.output());
                    assertThat(descent.polished()).isBetween(trial.best(), descent.swept());
                });
            });
        });
        // the same seeds, the same selections
        List<Trial> again = new PortfolioBenchmark(market, OPTIONS, line -> {}).measure();
        assertThat(values(again)).isEqualTo(values(trials));
        assertThat(PortfolioReport.of(PortfolioFigures.of(OPTIONS, market, trials)))
                .contains("| 8 | QAOA |", "| all assets | swap heuristic |");
    }

    @Test
    void clustersShareOutANumberOfARangeAndPolishMayChangeIt() throws IOException {
        MarketSnapshot market = market();
        var options =
                new PortfolioOptions(Path.of("made.csv"), List.of(8), 2, 40, 0.25, 0.1, 40, 2, 0, 0.25, 2, 1, 2, null);
        List<Trial> trials = new PortfolioBenchmark(market, options, line -> {}).measure();
        assertThat(trials).flatExtracting(Trial::divisions).hasSize(2).allSatisfy(division -> {
            assertThat(division.shared()).isBetween(4, 10);
            assertThat(division.descents().values()).allSatisfy(descent -> {
                assertThat(descent.selected()).isBetween(4, 10);
                assertThat(descent.polished()).isLessThanOrEqualTo(descent.swept());
            });
        });
        assertThat(trials).allSatisfy(trial -> assertThat(trial.best()).isGreaterThanOrEqualTo(trial.bound()));
        assertThat(PortfolioReport.of(PortfolioFigures.of(options, market, trials)))
                .contains("of which 4 to 10 are selected", "Clusters of at most 8 share out ");
    }

    @Test
    void aCircuitsBestSampleBeatsThatOfAsManyRandomSelections() throws IOException {
        SelectionProblem whole = Instance.draw(market(), OPTIONS, 1).problem();
        var ansatz = new Ansatz.Qaoa(3, Mixer.XY_COMPLETE);
        var circuit = new CircuitCluster(ansatz, 10, 0.1);
        var random = new RandomCluster(0.1);
        double ofCircuits = 0;
        double ofRandom = 0;
        double ofExact = 0;
        for (int first = 0; first < 30; first++) {
            SelectionProblem part = whole.part(
                    List.of(first, first + 1, first + 2, first + 4, first + 5, first + 6, first + 7, first + 9),
                    0.5,
                    3);
            ofCircuits += part.value(circuit.solve(part, StartParameters.linearRamp(ansatz, 8), first));
            ofRandom += part.value(random.solve(part, first));
            ofExact += part.value(new ExactCluster().solve(part, first));
        }
        assertThat(ofExact).isLessThanOrEqualTo(ofCircuits);
        // five shots of 56 selections
        assertThat(ofCircuits - ofExact).isLessThan((ofRandom - ofExact) / 2);
    }

    @Test
    void aMeanHasItsStandardError() {
        Mean mean = Mean.of(1, 2, 3, 6);
        assertThat(mean.value()).isEqualTo(3);
        // variance 14/3 of four
        assertThat(mean.error()).isCloseTo(Math.sqrt(14.0 / 12), within(1e-15));
        assertThat(mean.sigmas()).isCloseTo(3 / Math.sqrt(14.0 / 12), within(1e-14));
    }

    private static List<Double> values(List<Trial> trials) {
        return trials.stream()
                .flatMap(trial -> trial.divisions().stream())
                .flatMap(division -> division.descents().values().stream())
                .map(Descent::swept)
                .toList();
    }

    private static MarketSnapshot market() throws IOException {
        return PriceFile.snapshot(new FactorModel(48, 120, 3).prices());
    }
}
