package io.ketstream.results.strategy.web;

import io.ketstream.model.strategy.StrategyId;
import io.ketstream.support.web.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// 404 with `Retry-After`: right after it was begun a strategy may not have been projected yet.
final class StrategyNotFound extends ErrorResponseException {

    private static final long serialVersionUID = 1;
    private static final String RETRY_SECONDS = "1";

    StrategyNotFound(StrategyId strategy) {
        super(
                HttpStatus.NOT_FOUND,
                Problems.of(
                        HttpStatus.NOT_FOUND,
                        "not-found",
                        "There is no strategy " + strategy + ", or its beginning has not arrived yet."),
                null);
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
}
