package io.ketstream.model.qasm;

/// A parser's view of the token stream: one token of lookahead, and a guard against deep nesting.
final class Tokens {

    private static final int MAXIMUM_NESTING = 64;

    private final Lexer lexer;
    private Token current;
    private int nesting;

    Tokens(String text) {
        this.lexer = new Lexer(text);
        this.current = lexer.next();
    }

    Token peek() {
        return current;
    }

    Token next() {
        Token taken = current;
        if (taken.kind() != Token.Kind.END) {
            current = lexer.next();
        }
        return taken;
    }

    boolean at(String expected) {
        return current.is(expected);
    }

    boolean at(Token.Kind kind) {
        return current.kind() == kind;
    }

    boolean take(String expected) {
        if (!at(expected)) {
            return false;
        }
        next();
        return true;
    }

    Token expect(String expected) {
        if (!at(expected)) {
            throw unexpected("'" + expected + "'");
        }
        return next();
    }

    Token expect(Token.Kind kind, String description) {
        if (!at(kind)) {
            throw unexpected(description);
        }
        return next();
    }

    /// Drops the current token and the rest of its line.
    void skipLine() {
        lexer.skipLine();
        current = lexer.next();
    }

    OpenQasmException unexpected(String wanted) {
        return current.at().error("expected " + wanted + ", found " + current.described());
    }

    /// Called before a construct that contains itself is parsed; [#leave] after it.
    void enter() {
        if (++nesting > MAXIMUM_NESTING) {
            throw current.at().error("nested deeper than " + MAXIMUM_NESTING + " levels");
        }
    }

    void leave() {
        nesting--;
    }
}
