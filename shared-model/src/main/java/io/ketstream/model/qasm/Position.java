package io.ketstream.model.qasm;

/// A place in a program, both numbers counted from 1.
record Position(int line, int column) {

    OpenQasmException error(String reason) {
        return new OpenQasmException(this, reason);
    }
}
