package io.ketstream.model;

/// A value that a rule refuses: names the field (relative to the record that refuses it) and says what is permitted.
public final class InvalidValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String field;
    private final String rule;

    public InvalidValueException(String field, String rule) {
        super(field + " " + rule);
        this.field = field;
        this.rule = rule;
    }

    /// The path of the field, such as `edges[3]` or `optimizer.maxIterations`.
    public String field() {
        return field;
    }

    /// What is permitted, to be read after the field's name: `must be between 1 and 26, not 40`.
    public String rule() {
        return rule;
    }

    /// The same refusal seen from the record that holds the refused one as `parent`.
    public InvalidValueException within(String parent) {
        String path = field.isEmpty() || field.startsWith("[") ? parent + field : parent + "." + field;
        return new InvalidValueException(path, rule);
    }
}
