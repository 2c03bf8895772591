package io.ketstream.ingestion.market.persistence;

import io.ketstream.model.InvalidValueException;

/// A symbol has two closes on one day.
final class DuplicatePriceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String symbol;
    private final String day;

    DuplicatePriceException(String symbol, String day, Throwable cause) {
        super("symbol " + symbol + " has two closes on " + day, cause);
        this.symbol = symbol;
        this.day = day;
    }

    InvalidValueException asRefusal() {
        return new InvalidValueException("prices", "must not have two closes of " + symbol + " on " + day);
    }
}
