package io.ketstream.results.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.learning.Preprocessing;
import io.ketstream.model.learning.Validation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run is about; all but the first two of a run that learns.
///
/// @param variables of an optimisation; of a run that learns, the numbers that a row becomes
/// @param dataset the data set's name when the run was submitted
/// @param tableDigest the version of it that the run learns from, whatever the name stands for now
/// @param rows of the table, with those of the data set that it is tested on, where that is another
/// @param features the columns that are learnt from, in order
/// @param classes of the target, where it has some
/// @param validation which rows it is tested on
/// @param testDigest the version of the data set that it is tested on, where that is another
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemSummary(
        String type,
        int variables,
        @Nullable String dataset,
        @Nullable Digest tableDigest,
        @Nullable Long rows,
        @Nullable List<String> features,
        @Nullable String target,
        @Nullable List<String> classes,
        @Nullable Preprocessing preprocessing,
        @Nullable Validation validation,
        @Nullable Digest testDigest) {

    static ProblemSummary of(RunFacts.Submission submission) {
        return new ProblemSummary(
                submission.problemType(), submission.variables(), null, null, null, null, null, null, null, null, null);
    }

    static ProblemSummary of(TrainingSubmission training) {
        var problem = training.problem();
        var test = training.test();
        long rows = training.table().rows() + (test == null ? 0 : test.rows());
        return new ProblemSummary(
                training.problemType(),
                training.variables(),
                problem.dataset(),
                training.table().table().sha256(),
                rows,
                training.table().features(),
                problem.target(),
                training.table().classes(),
                problem.preprocessing(),
                problem.validation(),
                test == null ? null : test.table().sha256());
    }
}
