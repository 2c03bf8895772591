package io.ketstream.results.prediction.web;

import io.ketstream.results.prediction.UnansweredException;
import io.ketstream.support.web.ApiException;
import org.springframework.http.HttpStatus;

/// What a user is told of an [UnansweredException]: 503 with `Retry-After`, 422 or 502.
public final class Unanswered {

    private Unanswered() {}

    /// @param what that there is none of, as "no prediction"
    public static RuntimeException problem(String what, UnansweredException error) {
        String reason = "There is " + what + ": " + error.getMessage() + ".";
        return switch (error.kind()) {
            case UNAVAILABLE -> ApiException.unavailable(reason);
            case REFUSED, ENGINE_AWAY ->
                new PredictionFailed(HttpStatus.UNPROCESSABLE_CONTENT, "not-executable", reason, error);
            case FAILED -> new PredictionFailed(HttpStatus.BAD_GATEWAY, "bad-gateway", reason, error);
        };
    }
}
