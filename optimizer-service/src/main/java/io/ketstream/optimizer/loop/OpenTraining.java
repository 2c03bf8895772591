package io.ketstream.optimizer.loop;

import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.learning.KernelAlignment;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.NystromApproximation;
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

    /// A kernel's matrix, its parts by which a model is fitted and tested, and what LIBSVM and the
    /// eigenvalues take.
    private static final long BYTES_PER_ENTRY = 80;

    /// Kernel and features of a row and a landmark, and what LIBSVM takes.
    private static final long BYTES_PER_PAIR_WITH_LANDMARK = 64;

    /// What a Gaussian kernel's matrix and LIBSVM take for a control; beside a kernel that is gone
    /// by then.
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

    final TrainingTables tables;

    /// How far the algorithm under way has come.
    TrainingStanding standing;

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
        this.tables = new TrainingTables(ready);
        this.standing = new TrainingStanding(ready);
    }

    int lastQuestion() {
        return questions.isEmpty() ? 0 : questions.getLast().sequence();
    }

    TrainingQuestion question(int sequence) {
        return questions.get(sequence - questions.getFirst().sequence());
    }

    private static long bytes(TrainingReady ready) {
        long rows = rows(ready);
        return bytesOfTables(ready)
                + (ready.settings().model() instanceof LearningModel.OfKernel model
                        ? ofKernel(ready, model.kernel().nystrom(), rows)
                                + ofAlignment(ready, model.kernel().alignment(), rows)
                        : 64L * ready.weights() + bytesOfControls(ready));
    }

    /// What tables take with their features and angles.
    static long bytesOfTables(TrainingReady ready) {
        long numbers =
                rows(ready) * (ready.table().features().size() + ready.table().width() + 2L * ready.inputs());
        return BASE_BYTES + 2 * Double.BYTES * numbers;
    }

    /// What classical controls take of as many rows as they are given.
    static long bytesOfControls(TrainingReady ready) {
        long rows = Math.min(rows(ready), ClassicalControls.MOST_PAIRED_ROWS);
        return BYTES_PER_PAIR * rows * rows;
    }

    /// Gaussian processes of more than two classes have a matrix for each, of which one is counted
    /// already.
    private static long bytesPerEntry(TrainingReady ready) {
        List<String> classes = ready.table().classes();
        if (classes == null || !(ready.settings().model() instanceof LearningModel.GaussianProcess)) {
            return BYTES_PER_ENTRY;
        }
        return BYTES_PER_ENTRY + (long) Double.BYTES * Math.max(0, classes.size() - 2);
    }

    /// The matrix of all rows or of landmarks; beside that of landmarks controls may have one of
    /// the rows.
    private static long ofKernel(TrainingReady ready, @Nullable NystromApproximation nystrom, long rows) {
        if (nystrom == null) {
            return bytesPerEntry(ready) * rows * rows;
        }
        long landmarks = Math.min(rows, nystrom.landmarks());
        return bytesPerEntry(ready) * landmarks * landmarks
                + Math.max(BYTES_PER_PAIR_WITH_LANDMARK * landmarks * rows, bytesOfControls(ready));
    }

    /// The vectors that a step asks about: the rows of a batch, and those with each weight moved up
    /// and down.
    private static long ofAlignment(TrainingReady ready, @Nullable KernelAlignment alignment, long rows) {
        if (alignment == null) {
            return 0;
        }
        long vectors = (2L * ready.weights() + 1) * Math.min(rows, alignment.batchSize());
        return vectors * (ready.inputs() + ready.weights()) * Double.BYTES;
    }

    private static long rows(TrainingReady ready) {
        return rows(ready.table()) + rows(ready.test());
    }

    private static long rows(@Nullable TableClaim claim) {
        return claim == null ? 0 : claim.rows();
    }
}
