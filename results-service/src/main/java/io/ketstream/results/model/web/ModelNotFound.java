package io.ketstream.results.model.web;

import io.ketstream.model.RunId;
import io.ketstream.support.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// 404, with `Retry-After` where there may be a model soon, since a run is about to end.
final class ModelNotFound extends ErrorResponseException {

    private static final long serialVersionUID = 1;
    private static final String RETRY_SECONDS = "1";

    private ModelNotFound(String detail) {
        super(HttpStatus.NOT_FOUND, Problems.of(HttpStatus.NOT_FOUND, "not-found", detail), null);
    }

    /// @param reason why the model that the run trained was left out; null: it was not
    static ModelNotFound of(RunId run, @Nullable String reason) {
        if (reason != null) {
            return new ModelNotFound("The model of run " + run + " was not kept: " + reason + ".");
        }
        var error = new ModelNotFound("There is no model of a run " + run
                + ": only a run that has succeeded and learnt more than a kernel's matrix has one.");
        error.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        return error;
    }
}
