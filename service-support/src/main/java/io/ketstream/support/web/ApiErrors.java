package io.ketstream.support.web;

import io.ketstream.model.InvalidValueException;
import java.net.URI;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/// Every error of every controller as `application/problem+json`; nothing internal in a 500.
@RestControllerAdvice
class ApiErrors extends ResponseEntityExceptionHandler {

    /// RFC 9457's own type for a problem that says no more than its status.
    private static final URI BLANK = URI.create("about:blank");

    private static final String RETRY_SECONDS = "5";

    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(InvalidValueException error) {
        return answer(Problems.invalid(HttpStatus.UNPROCESSABLE_CONTENT, error.field(), error.rule()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> expected(ApiException error) {
        ProblemDetail problem = Problems.of(error.status(), error.kind(), String.valueOf(error.getMessage()));
        return error.status() == HttpStatus.SERVICE_UNAVAILABLE ? later(problem) : answer(problem);
    }

    /// The database is away or did not answer in time: the same request may succeed later.
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(Exception error) {
        log.atWarn().addKeyValue("reason", error.getMessage()).log("the database did not answer");
        return later(Problems.of(
                HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "The database does not answer; try again in a moment."));
    }

    /// The server reads the parameters of an address when one is first asked for.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> malformedParameters(InvalidParameterException error) {
        return answer(Problems.invalid(HttpStatus.BAD_REQUEST, "query", "is malformed: " + error.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception error) {
        log.atError().setCause(error).log("request failed");
        return answer(Problems.of(
                HttpStatus.INTERNAL_SERVER_ERROR, "internal", "The service failed to answer; its log says why."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = error.getCause() instanceof JacksonException json
                ? JsonErrors.describe(json)
                : Problems.of(HttpStatus.BAD_REQUEST, "malformed-json", "A JSON body is required.");
        return handleExceptionInternal(error, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = error instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(error.getPropertyName());
        Class<?> type = error.getRequiredType();
        String expected = type == null ? "has the wrong form" : "must be a valid " + type.getSimpleName();
        return handleExceptionInternal(
                error,
                Problems.invalid(HttpStatus.BAD_REQUEST, name, expected + ", not '" + error.getValue() + "'"),
                headers,
                HttpStatus.BAD_REQUEST,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException error,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return handleExceptionInternal(
                error,
                Problems.invalid(HttpStatus.BAD_REQUEST, error.getParameterName(), "is required"),
                headers,
                HttpStatus.BAD_REQUEST,
                request);
    }

    /// What the framework refuses by itself (an unknown path, method or media type) gets a stable type too.
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem
                && (problem.getType() == null || problem.getType().equals(BLANK))) {
            problem.setType(Problems.type(kind(status)));
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    private static String kind(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null
                ? "status-" + status.value()
                : known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static ResponseEntity<ProblemDetail> later(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(problem);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }
}
