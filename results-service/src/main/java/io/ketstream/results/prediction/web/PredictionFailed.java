package io.ketstream.results.prediction.web;

import io.ketstream.support.web.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// 502 or 422: another service was asked, and there is no answer to be had.
final class PredictionFailed extends ErrorResponseException {

    private static final long serialVersionUID = 1;

    PredictionFailed(HttpStatus status, String kind, String message, Throwable cause) {
        super(status, Problems.of(status, kind, message), cause);
    }
}
