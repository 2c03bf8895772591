package io.ketstream.results.run.web;

import io.ketstream.model.RunId;
import io.ketstream.support.web.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// 404 with `Retry-After`: right after its submission a run may not have been projected yet.
public final class RunNotFound extends ErrorResponseException {

    private static final long serialVersionUID = 1;
    private static final String RETRY_SECONDS = "1";

    public RunNotFound(RunId run) {
        super(
                HttpStatus.NOT_FOUND,
                Problems.of(
                        HttpStatus.NOT_FOUND,
                        "not-found",
                        "There is no run " + run + ", or its submission has not arrived yet."),
                null);
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
}
