package io.ketstream.results.run.web;

import io.ketstream.model.RunId;
import io.ketstream.support.web.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// The run is there, and no portfolio of it.
final class PortfolioNotFound extends ErrorResponseException {

    private static final long serialVersionUID = 1;

    PortfolioNotFound(RunId run) {
        super(
                HttpStatus.NOT_FOUND,
                Problems.of(
                        HttpStatus.NOT_FOUND,
                        "not-found",
                        "Run " + run
                                + " has no portfolio: only a run of type portfolio that has succeeded with a feasible "
                                + "selection has one."),
                null);
    }
}
