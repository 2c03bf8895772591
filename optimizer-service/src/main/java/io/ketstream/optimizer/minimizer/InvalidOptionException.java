package io.ketstream.optimizer.minimizer;

/// An option or limit that is unknown or out of its range; [#field] is its name as the user wrote it.
public final class InvalidOptionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String field;

    public InvalidOptionException(String field, String problem) {
        super(field + " " + problem);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
