package io.ketstream.support.web;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/// Problem details with stable types: `urn:ketstream:problem:<kind>`.
public final class Problems {

    private Problems() {}

    static URI type(String kind) {
        return URI.create("urn:ketstream:problem:" + kind);
    }

    public static ProblemDetail of(HttpStatus status, String kind, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(type(kind));
        problem.setTitle(status.getReasonPhrase());
        return problem;
    }

    /// A refused field: `errors` names it and says what is permitted.
    public static ProblemDetail invalid(HttpStatus status, String field, String message) {
        ProblemDetail problem = of(
                status, "invalid-request", field.isEmpty() ? "The body " + message + "." : field + " " + message + ".");
        problem.setProperty("errors", List.of(new FieldError(field, message)));
        return problem;
    }
}
