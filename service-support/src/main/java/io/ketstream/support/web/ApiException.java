package io.ketstream.support.web;

import org.springframework.http.HttpStatus;

/// An error that a user of the API can act on: a status, a stable kind and a sentence.
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String kind;

    private ApiException(HttpStatus status, String kind, String message) {
        super(message);
        this.status = status;
        this.kind = kind;
    }

    /// 404: what was named does not exist.
    public static ApiException notFound(String message) {
        return new ApiException(HttpStatus.NOT_FOUND, "not-found", message);
    }

    /// 409: the request does not fit the present state.
    public static ApiException conflict(String message) {
        return new ApiException(HttpStatus.CONFLICT, "conflict", message);
    }

    /// 413: more than the service takes.
    public static ApiException tooLarge(String message) {
        return new ApiException(HttpStatus.CONTENT_TOO_LARGE, "too-large", message);
    }

    /// 415: a body in a form that the service does not read.
    public static ApiException unsupported(String message) {
        return new ApiException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", message);
    }

    /// 503: something that this service needs is away; the same request may succeed later.
    public static ApiException unavailable(String message) {
        return new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", message);
    }

    HttpStatus status() {
        return status;
    }

    String kind() {
        return kind;
    }
}
