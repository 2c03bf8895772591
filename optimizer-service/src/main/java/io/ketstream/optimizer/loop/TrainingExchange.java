package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.PackedTriangle;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.execution.Wanted;
import io.ketstream.optimizer.training.TrainingAnswer;
import io.ketstream.optimizer.training.TrainingDialogue;
import io.ketstream.optimizer.training.TrainingEffort;
import io.ketstream.optimizer.training.TrainingProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What an algorithm that learns asks, numbered, and the answers checked: of the same question, by one engine, whole.
final class TrainingExchange implements TrainingDialogue {

    private final RunId run;
    private final LiveThread.Asking<List<TrainingQuestion>, Answer> asking;
    private final TrainingStanding standing;
    private int answered;
    private boolean posted;

    TrainingExchange(RunId run, LiveThread.Asking<List<TrainingQuestion>, Answer> asking, TrainingStanding standing) {
        this.run = run;
        this.asking = asking;
        this.standing = standing;
    }

    @Override
    public int sequence() {
        return answered + 1;
    }

    @Override
    public void requireWanted() {
        asking.requireOpen();
    }

    @Override
    public void report(TrainingProgress progress) {
        requireWanted();
        standing.reported(progress);
    }

    @Override
    public TrainingEffort effort() {
        return standing.effort();
    }

    @Override
    public void ask(List<Pub> pubs, Taker taker) {
        var questions = new ArrayList<TrainingQuestion>(pubs.size());
        for (Pub pub : pubs) {
            questions.add(new TrainingQuestion(new ExecutionId(run, sequence() + questions.size(), pub.digest()), pub));
        }
        posted = false;
        for (int i = 0; i < questions.size(); i++) {
            List<TrainingQuestion> rest = questions.subList(i, questions.size());
            Supplier<List<TrainingQuestion>> question = () -> {
                posted = true;
                return rest;
            };
            Answer answer = asking.next(posted ? null : question);
            answered++;
            taker.take(i, checked(questions.get(i), answer));
        }
    }

    private TrainingAnswer checked(TrainingQuestion question, Answer answer) {
        if (!answer.question().equals(question.id().pubDigest())) {
            throw RunFailedException.otherQuestion(question.id(), answer);
        }
        return switch (answer) {
            case Answer.Refusal refusal -> throw new RunFailedException(refusal.failure());
            case Answer.Results results -> {
                Engine pinned = standing.engine();
                if (pinned != null && !pinned.equals(results.engine())) {
                    throw RunFailedException.otherEngine(pinned, results.engine());
                }
                check(question.pub(), results);
                standing.answered(question.pub(), results);
                yield new TrainingAnswer(results.points(), results.matrix());
            }
        };
    }

    private static void check(Pub pub, Answer.Results results) {
        PackedMatrix matrix = results.matrix();
        if (pub.wanted().hasMatrix() != (matrix != null)) {
            throw incomplete(matrix == null ? "a matrix is missing in a result" : "a result is a matrix");
        }
        if (!pub.wanted().isMatrix()) {
            checkPoints(pub, results.points());
        }
        if (matrix != null) {
            checkMatrix(pub, matrix);
        }
    }

    private static void checkPoints(Pub pub, List<PointResult> points) {
        if (points.size() != pub.parameters().size()) {
            throw incomplete(pub.parameters().size() + " parameter vectors got " + points.size() + " results");
        }
        for (PointResult point : points) {
            RealVector gradient = point.gradient();
            if (!Double.isFinite(point.value()) || !Double.isFinite(point.standardError())) {
                throw incomplete("a result is not a finite number");
            }
            if (pub.wanted().hasGradient()
                    && (gradient == null
                            || gradient.size() != pub.parameters().getFirst().size())) {
                throw incomplete("a gradient is missing in a result");
            }
        }
    }

    private static void checkMatrix(Pub pub, PackedMatrix matrix) {
        int vectors = pub.parameters().size();
        Integer tileRows = pub.rows();
        TrainingBatch batch = pub.batch();
        int rows = vectors;
        int columns = matrix.columns();
        if (tileRows != null) {
            rows = tileRows;
            columns = tileRows == vectors ? vectors : vectors - tileRows;
        } else if (pub.wanted() == Wanted.LOSS_METRIC) {
            rows = 1;
            columns = PackedTriangle.numbers(pub.parameters().getFirst().size());
        } else if (batch != null) {
            rows = vectors * batch.inputs().size();
            columns = batch.outputs();
        }
        if (matrix.rows() != rows || matrix.columns() != columns) {
            throw incomplete("a matrix of " + matrix.rows() + " x " + matrix.columns() + " numbers came where one of "
                    + rows + " x " + columns + " was asked for");
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (!Double.isFinite(matrix.get(i, j))) {
                    throw incomplete("a result is not a finite number");
                }
            }
        }
    }

    private static RunFailedException incomplete(String message) {
        return new RunFailedException(new Failure(Failure.EXECUTION_FAILED, message));
    }
}
