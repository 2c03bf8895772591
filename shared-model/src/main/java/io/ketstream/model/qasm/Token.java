package io.ketstream.model.qasm;

/// One token. The text of a [Kind#TEXT] is without its quotes, that of a [Kind#HARDWARE] qubit without its `$`.
record Token(Kind kind, String text, Position at) {

    enum Kind {
        IDENTIFIER,
        INTEGER,
        REAL,
        TEXT,
        HARDWARE,
        SYMBOL,
        END
    }

    /// Whether this is the symbol or keyword `expected`.
    boolean is(String expected) {
        return (kind == Kind.SYMBOL || kind == Kind.IDENTIFIER) && text.equals(expected);
    }

    /// How a message names it.
    String described() {
        return switch (kind) {
            case END -> "the end of the program";
            case TEXT -> "\"" + text + "\"";
            case HARDWARE -> "'$" + text + "'";
            case IDENTIFIER, INTEGER, REAL, SYMBOL -> "'" + text + "'";
        };
    }
}
