package io.ketstream.ingestion.market.persistence;

import io.ketstream.ingestion.market.ClosePrice;
import io.ketstream.ingestion.market.PriceFeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Streams closes into PostgreSQL by COPY, in the transaction of the connection.
final class PriceCopy {

    private static final int BUFFER = 1 << 16;

    private PriceCopy() {}

    /// @return how many were copied
    static long copy(Connection connection, String universe, PriceFeed prices, String table)
            throws SQLException, IOException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " (universe, symbol, day, close) from stdin");
        try {
            var buffer = new StringBuilder(BUFFER + 100);
            for (ClosePrice price = prices.next(); price != null; price = prices.next()) {
                buffer.append(universe).append('\t');
                buffer.append(price.symbol().replace("\\", "\\\\")).append('\t');
                buffer.append(price.date()).append('\t').append(price.close()).append('\n');
                if (buffer.length() >= BUFFER) {
                    write(copy, buffer);
                }
            }
            write(copy, buffer);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void write(CopyIn copy, StringBuilder buffer) throws SQLException {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.setLength(0);
    }
}
