package io.ketstream.circuit.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.testing.ReferenceData;
import io.ketstream.model.testing.SampleMoments;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SpectrumTest {

    @Test
    void equalBlocksHaveTheirClosedForm() {
        // λ₁ = 1 + (m − 1)a + (B − 1)mb, λ = 1 + (m − 1)a − mb B − 1 times, 1 − a for the rest
        int blocks = 5;
        int size = 8;
        Spectrum spectrum = spectrum(Markets.blocks(blocks, size, 0.6, 0.2, 400));
        assertThat(spectrum.market().value()).isCloseTo(1 + 7 * 0.6 + 4 * 8 * 0.2, within(1e-11));
        double rest = 1 - spectrum.market().value() / (blocks * size);
        assertThat(spectrum.upperEdge()).isCloseTo(rest * Math.pow(1 + Math.sqrt(40.0 / 400), 2), within(1e-11));
        assertThat(spectrum.groups()).hasSize(blocks - 1);
        for (Eigenpair group : spectrum.groups()) {
            assertThat(group.value()).isCloseTo(1 + 7 * 0.6 - 8 * 0.2, within(1e-11));
        }
    }

    @Test
    void uncorrelatedReturnsAreNoise() {
        // the edge is where the largest eigenvalue of noise goes to as n and T grow; T = 3n has it within 5 %, so of
        // the
        // eigenvalues beside the largest, which is taken for the market's, none is above by more
        Spectrum spectrum = spectrum(Markets.sectors(1, 200, 600, 0, 1e6, 3));
        assertThat(spectrum.groups()).hasSizeLessThanOrEqualTo(1);
        assertThat(spectrum.market().value() / spectrum.upperEdge()).isCloseTo(1, within(0.05));
    }

    @Test
    void realCorrelationsHaveTheEigenvaluesOfTheReference() {
        JsonNode reference = ReferenceData.json("market/reference_market.json")
                .get("results")
                .get("sp500_close_wide_A.csv.gz");
        SampleMoments moments = SampleMoments.ofComplete("market/sp500_close_wide_A.csv.gz");
        assertThat(moments.symbols().size())
                .isEqualTo(reference.get("complete_assets").asInt());
        var correlations = new Correlations(moments.covariance());
        Eigenpair first = Lanczos.first(correlations);
        List<Eigenpair> above = Lanczos.above(
                correlations, first, reference.get("marchenko_pastur_upper").asDouble(), Spectrum.MOST_GROUPS);
        assertThat(1 + above.size())
                .isEqualTo(reference.get("corr_eigenvalues_above").asInt());
        double[] expected = ReferenceData.doubles(reference.get("top5_eigenvalues_corr"));
        assertThat(first.value()).isCloseTo(expected[0], within(1e-9 * expected[0]));
        for (int k = 1; k < expected.length; k++) {
            assertThat(above.get(k - 1).value()).isCloseTo(expected[k], within(1e-9 * expected[0]));
        }
    }

    private static Spectrum spectrum(MarketMoments moments) {
        return Spectrum.of(new Correlations(moments.covariance()), moments.observations());
    }
}
