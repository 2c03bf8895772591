package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.optimizer.training.ClassicalControls;
import io.ketstream.optimizer.training.TrainingConclusion;
import io.ketstream.optimizer.training.TrainingVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A run that learns from a data set.
final class OpenTraining extends LargeRun<List<TrainingQuestion>, Answer, TrainingConclusion> {

    /// A kernel's matrix, its parts by which a model is fitted and tested, and what LIBSVM and the eigenvalues take.
    private static final long BYTES_PER_ENTRY = 80;

    /// What a Gaussian kernel's matrix and LIBSVM take for a control; beside a kernel that is gone by then.
    private static final long BYTES_PER_PAIR = 40;

    /// Whatever is trained: the other classical controls.
    private static final long BASE_BYTES = 8L << 20;

    /// A question that has been sent and not been answered.
    static final class Sent {
        final Instant askedAt;
        Instant sentAt;
        int sends = 1;

        /// @param waited for its answer before
        Sent(Instant now, Duration waited) {
            this.askedAt = now.minus(waited);
            this.sentAt = now;
        }
    }

    final TrainingReady ready;

    /// Of the algorithm that it was begun with; before it has begun, that it will be begun with.
    TrainingVersion version = TrainingVersion.current();

    /// The tables that have been fetched.
    final Map<Digest, DataTable> tables = new HashMap<>();

    /// How far the algorithm under way has come.
    TrainingStanding standing = new TrainingStanding();

    /// What it asks together; empty while it computes.
    List<TrainingQuestion> questions = List.of();

    /// The last sequence whose answer has been handed to it.
    int fed;

    /// Those of its questions that have been answered and not been handed to it.
    final Set<Integer> ahead = new TreeSet<>();

    final TreeMap<Integer, Sent> outstanding = new TreeMap<>();

    /// How long it has waited for answers in turns before this one.
    final Map<Integer, Duration> waited = new HashMap<>();

    /// The first of its questions that has not been sent.
    int next = 1;

    /// The last answer in the journal.
    int lastAnswer;

    /// That answered the first question.
    @Nullable
    Engine pinned;

    /// When it asked, or an answer came, last.
    Instant lifeAt = Instant.MAX;

    /// Reports up to this one have been published.
    int told;

    OpenTraining(TrainingReady ready) {
        super(ready.runId(), bytes(ready));
        this.ready = ready;
    }

    int lastQuestion() {
        return questions.isEmpty() ? 0 : questions.getLast().sequence();
    }

    TrainingQuestion question(int sequence) {
        return questions.get(sequence - questions.getFirst().sequence());
    }

    private static long bytes(TrainingReady ready) {
        long rows = rows(ready.table()) + rows(ready.test());
        long numbers = rows * (ready.table().features().size() + ready.table().width() + 2L * ready.inputs());
        long trained = ready.settings().model() instanceof LearningModel.OfKernel
                ? bytesPerEntry(ready) * rows * rows
                : 64L * ready.weights() + ofControls(Math.min(rows, ClassicalControls.MOST_PAIRED_ROWS));
        return BASE_BYTES + 2 * Double.BYTES * numbers + trained;
    }

    /// Gaussian processes of more than two classes have a matrix for each, of which one is counted already.
    private static long bytesPerEntry(TrainingReady ready) {
        List<String> classes = ready.table().classes();
        if (classes == null || !(ready.settings().model() instanceof LearningModel.GaussianProcess)) {
            return BYTES_PER_ENTRY;
        }
        return BYTES_PER_ENTRY + (long) Double.BYTES * Math.max(0, classes.size() - 2);
    }

    private static long ofControls(long rows) {
        return BYTES_PER_PAIR * rows * rows;
    }

    private static long rows(@Nullable TableClaim claim) {
        return claim == null ? 0 : claim.rows();
    }
}
