package io.ketstream.model.execution;

/// What computed a result: results are a pure function of question, engine and numeric profile, so a run pins all
/// three.
public record Engine(String backend, String name, String profile) {}
