package io.ketstream.support.web;

/// One refused field of a request: its path, such as `problem.edges[3][1]`, and what is permitted.
public record FieldError(String field, String message) {}
