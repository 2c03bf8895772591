package io.ketstream.results.model.web;

import io.ketstream.model.RunId;
import io.ketstream.support.web.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// 404 with `Retry-After`: a run that is about to end may have a model soon.
public final class ModelNotFound extends ErrorResponseException {

    private static final long serialVersionUID = 1;
    private static final String RETRY_SECONDS = "1";

    public ModelNotFound(RunId run) {
        super(
                HttpStatus.NOT_FOUND,
                Problems.of(
                        HttpStatus.NOT_FOUND,
                        "not-found",
                        "There is no model of a run " + run
                                + ": only a run that has succeeded and learnt more than a kernel's matrix has one."),
                null);
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
}
