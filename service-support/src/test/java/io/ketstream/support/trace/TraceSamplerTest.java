package io.ketstream.support.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RunId;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceSamplerTest {

    private static final int RUNS = 20_000;
    private static final long SEED = 20_261_127;

    /// Run ids are not as random as trace ids: two bits of what other samplers look at are always the same.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.1, 0.5, 0.9, 1})
    void itTakesItsShareOfTheRuns(double probability) {
        var sampler = new TraceSampler(probability);
        var random = new Random(SEED);
        int taken = 0;
        for (int i = 0; i < RUNS; i++) {
            if (takes(sampler, run(random))) {
                taken++;
            }
        }
        // five standard deviations; none at all at both ends
        double spread = 5 * Math.sqrt(RUNS * probability * (1 - probability));
        assertThat((double) taken).isCloseTo(probability * RUNS, within(spread));
    }

    @Test
    void traceAndRunAreJudgedAlike() {
        var sampler = new TraceSampler(0.3);
        var random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            RunId run = run(random);
            SamplingDecision decision = sampler.shouldSample(
                            Context.root(), TraceIds.trace(run), "any", SpanKind.SERVER, Attributes.empty(), List.of())
                    .getDecision();
            assertThat(decision == SamplingDecision.RECORD_AND_SAMPLE)
                    .as("%s, seed %d", run, SEED)
                    .isEqualTo(takes(sampler, run));
        }
    }

    @Test
    void whatIsTakenByAServiceIsTakenByOneThatTakesMore() {
        var random = new Random(SEED);
        for (int i = 0; i < RUNS; i++) {
            RunId run = run(random);
            if (takes(new TraceSampler(0.1), run)) {
                assertThat(takes(new TraceSampler(0.2), run)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aProbabilityThatIsNoneIsRefusedByItsName(double probability) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TraceSampler(probability))
                .withMessageContaining("management.tracing.sampling.probability");
    }

    private static boolean takes(TraceSampler sampler, RunId run) {
        return sampler.takes(run.value().getLeastSignificantBits());
    }

    /// As [RunId#random()], from a seed.
    private static RunId run(Random random) {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        var buffer = ByteBuffer.wrap(bytes);
        return new RunId(new UUID(buffer.getLong(), buffer.getLong()));
    }
}
