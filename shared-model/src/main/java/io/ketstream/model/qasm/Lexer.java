package io.ketstream.model.qasm;

import java.util.List;

/// Cuts a program into tokens, one at a time. Both dialects share it; comments and white space disappear here.
final class Lexer {

    private static final String SINGLE_SYMBOLS = "()[]{};,:=<>+-*/%^&|!~@#";

    /// Longest first, so that the first match is the right one.
    private static final List<String> LONG_SYMBOLS = List.of(
            "**=", "<<=", ">>=", "->", "==", "!=", "<=", ">=", "&&", "||", "**", "++", "<<", ">>", "+=", "-=", "*=",
            "/=", "%=", "&=", "|=", "^=");

    private final String text;
    private int offset;
    private int line = 1;
    private int lineStart;

    Lexer(String text) {
        this.text = text;
    }

    Token next() {
        skipBlanksAndComments();
        var at = position();
        if (offset >= text.length()) {
            return new Token(Token.Kind.END, "", at);
        }
        char first = text.charAt(offset);
        if (isLetter(first)) {
            return identifier(at);
        }
        if (isDigit(first) || (first == '.' && isDigit(charAt(offset + 1)))) {
            return number(at);
        }
        if (first == '"') {
            return quoted(at);
        }
        if (first == '$' && isDigit(charAt(offset + 1))) {
            int start = ++offset;
            skipDigits();
            return new Token(Token.Kind.HARDWARE, text.substring(start, offset), at);
        }
        if (SINGLE_SYMBOLS.indexOf(first) >= 0) {
            return symbol(at);
        }
        throw at.error("the character '" + Character.toString(text.codePointAt(offset)) + "' is not expected here");
    }

    /// Skips what is left of the current line.
    void skipLine() {
        while (offset < text.length() && text.charAt(offset) != '\n') {
            offset++;
        }
    }

    private Token symbol(Position at) {
        // every longer symbol ends in one of these
        if ("=>&|*+<".indexOf(charAt(offset + 1)) >= 0) {
            for (String symbol : LONG_SYMBOLS) {
                if (text.startsWith(symbol, offset)) {
                    offset += symbol.length();
                    return new Token(Token.Kind.SYMBOL, symbol, at);
                }
            }
        }
        offset++;
        return new Token(Token.Kind.SYMBOL, text.substring(offset - 1, offset), at);
    }

    private Token identifier(Position at) {
        int start = offset;
        while (isLetter(charAt(offset)) || isDigit(charAt(offset))) {
            offset++;
        }
        return new Token(Token.Kind.IDENTIFIER, text.substring(start, offset), at);
    }

    private Token number(Position at) {
        int start = offset;
        if (charAt(start) == '0' && "xXoObB".indexOf(charAt(start + 1)) >= 0) {
            offset += 2;
            while (Character.digit(charAt(offset), 16) >= 0 || charAt(offset) == '_') {
                offset++;
            }
            rejectLetter(at);
            return new Token(Token.Kind.INTEGER, text.substring(start, offset), at);
        }
        skipDigits();
        boolean real = false;
        if (charAt(offset) == '.') {
            real = true;
            offset++;
            skipDigits();
        }
        if (charAt(offset) == 'e' || charAt(offset) == 'E') {
            real = true;
            offset++;
            if (charAt(offset) == '+' || charAt(offset) == '-') {
                offset++;
            }
            if (!isDigit(charAt(offset))) {
                throw at.error("the number '" + text.substring(start, offset) + "' has no exponent");
            }
            skipDigits();
        }
        rejectLetter(at);
        return new Token(real ? Token.Kind.REAL : Token.Kind.INTEGER, text.substring(start, offset), at);
    }

    private void rejectLetter(Position at) {
        if (isLetter(charAt(offset))) {
            throw at.error("a number is followed by '" + identifier(position()).text()
                    + "'; durations and imaginary numbers are not supported");
        }
    }

    private Token quoted(Position at) {
        int end = text.indexOf('"', offset + 1);
        int lineEnd = text.indexOf('\n', offset);
        if (end < 0 || (lineEnd >= 0 && lineEnd < end)) {
            throw at.error("a quotation mark is not closed on its line");
        }
        var quoted = text.substring(offset + 1, end);
        offset = end + 1;
        return new Token(Token.Kind.TEXT, quoted, at);
    }

    private void skipBlanksAndComments() {
        while (offset < text.length()) {
            char current = text.charAt(offset);
            if (current == '\n') {
                newLine();
            } else if (Character.isWhitespace(current) || current == '\uFEFF') {
                offset++;
            } else if (text.startsWith("//", offset)) {
                skipLine();
            } else if (text.startsWith("/*", offset)) {
                skipBlockComment();
            } else {
                return;
            }
        }
    }

    private void skipBlockComment() {
        var at = position();
        int end = text.indexOf("*/", offset + 2);
        if (end < 0) {
            throw at.error("a comment is not closed");
        }
        while (offset < end + 2) {
            if (text.charAt(offset) == '\n') {
                newLine();
            } else {
                offset++;
            }
        }
    }

    private void newLine() {
        offset++;
        line++;
        lineStart = offset;
    }

    private void skipDigits() {
        while (isDigit(charAt(offset)) || (charAt(offset) == '_' && isDigit(charAt(offset + 1)))) {
            offset++;
        }
    }

    private Position position() {
        return new Position(line, offset - lineStart + 1);
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isLetter(char character) {
        return Character.isLetter(character) || character == '_';
    }
}
