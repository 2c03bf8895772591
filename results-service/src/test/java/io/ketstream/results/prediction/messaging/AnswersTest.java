package io.ketstream.results.prediction.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionFailed;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.results.prediction.Questions;
import io.ketstream.results.prediction.UnansweredException;
import io.ketstream.results.testing.RecordedRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final PackedMatrix ONE = PackedMatrix.of(1, 1, new double[] {0.5});
    private static final PackedMatrix OTHER = PackedMatrix.of(1, 1, new double[] {0.25});

    private final RunId run = RunId.random();
    private final ExecutionId first = new ExecutionId(run, Questions.OF_NO_LOOP, Digest.of("first"));
    private final ExecutionId second = new ExecutionId(run, Questions.OF_NO_LOOP, Digest.of("second"));
    private final Answers answers = new Answers(RecordedRun.ENGINE, true);

    @Test
    void answersComeInAnyOrderAndMoreThanOnce() {
        answers.take(completed(second, OTHER, RecordedRun.ENGINE));
        answers.take(completed(second, OTHER, RecordedRun.ENGINE));
        answers.take(completed(first, ONE, RecordedRun.ENGINE));
        answers.await(2, soon());
        Questions.Answered all = answers.of(List.of(first, second));
        assertThat(all.matrices()).containsExactly(ONE, OTHER);
        assertThat(all.engine()).isEqualTo(RecordedRun.ENGINE);
    }

    @Test
    void whatDoesNotComeIsTold() {
        answers.take(completed(first, ONE, RecordedRun.ENGINE));
        assertThatThrownBy(() -> answers.await(2, soon()))
                .isInstanceOfSatisfying(
                        UnansweredException.class,
                        e -> assertThat(e.kind()).isEqualTo(UnansweredException.Kind.UNAVAILABLE))
                .hasMessageContaining("answered 1 of the questions");
    }

    @Test
    void anotherEnginesAnswerIsNone() {
        answers.take(completed(first, ONE, release("statevector-9")));
        assertRefused(answers, UnansweredException.Kind.REFUSED, "is another engine");
    }

    @Test
    void anotherReleaseAnswersWhereThatIsAskedFor() {
        var trained = release("statevector-7");
        var any = new Answers(trained, false);
        any.take(completed(first, ONE, release("statevector-8")));
        any.await(1, soon());
        assertThat(any.of(List.of(first)).engine()).isEqualTo(release("statevector-8"));

        any.take(completed(second, OTHER, release("statevector-9")));
        assertRefused(any, UnansweredException.Kind.UNAVAILABLE, "statevector-8/f64 and local-statevector");

        var other = new Answers(trained, false);
        other.take(completed(first, ONE, release("density-7")));
        assertRefused(other, UnansweredException.Kind.REFUSED, "trained with local-statevector/statevector-7/f64");
        var single = new Answers(trained, false);
        single.take(completed(first, ONE, new Engine("local-statevector", "statevector-8", "f32")));
        assertRefused(single, UnansweredException.Kind.REFUSED, "is another engine");
    }

    @Test
    void anEngineThatIsAwayIsToldApartFromARefusal() {
        var metadata = EventMetadata.of("failed", Instant.EPOCH, null);
        answers.take(new ExecutionFailed(metadata, first, new Failure(Failure.ENGINE_NOT_INSTALLED, "here is none")));
        assertRefused(answers, UnansweredException.Kind.ENGINE_AWAY, "here is none");
    }

    private static void assertRefused(Answers answers, UnansweredException.Kind kind, String message) {
        assertThatThrownBy(() -> answers.await(1, soon()))
                .isInstanceOfSatisfying(
                        UnansweredException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }

    private static Engine release(String name) {
        return new Engine("local-statevector", name, "f64");
    }

    @Test
    void theFirstFailureIsToldAtOnce() {
        var metadata = EventMetadata.of("failed", Instant.EPOCH, null);
        answers.take(new ExecutionFailed(metadata, first, new Failure(Failure.EXECUTION_REJECTED, "too wide")));
        answers.fail(UnansweredException.unavailable("later", null));
        assertThat(answers.hasFailed()).isTrue();
        assertThatThrownBy(() -> answers.await(1, soon()))
                .isInstanceOfSatisfying(
                        UnansweredException.class,
                        e -> assertThat(e.kind()).isEqualTo(UnansweredException.Kind.REFUSED))
                .hasMessageContaining("too wide");
    }

    private static ExecutionCompleted completed(ExecutionId id, PackedMatrix matrix, Engine engine) {
        return new ExecutionCompleted(
                EventMetadata.of(id.toString(), Instant.EPOCH, null), id, engine, List.of(), 0, 0, matrix);
    }

    private static long soon() {
        return System.nanoTime() + Duration.ofMillis(50).toNanos();
    }
}
