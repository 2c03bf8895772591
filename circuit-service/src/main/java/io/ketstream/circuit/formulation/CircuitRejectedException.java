package io.ketstream.circuit.formulation;

/// No circuit can be made of what was asked, for good: names the field of the run and says what is permitted.
public final class CircuitRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String field;
    private final String rule;

    public CircuitRejectedException(String field, String rule) {
        super(field + " " + rule);
        this.field = field;
        this.rule = rule;
    }

    public String field() {
        return field;
    }

    /// To be read after the field's name.
    public String rule() {
        return rule;
    }
}
