package io.ketstream.ingestion.market.persistence;

import io.ketstream.ingestion.market.ClosePrice;
import io.ketstream.ingestion.market.PriceFeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Streams closes into PostgreSQL by COPY, in the transaction of the connection.
final class PriceCopy {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final Pattern KEY = Pattern.compile("=\\([^,]*, ([^,]*), ([0-9-]+)\\)");
    private static final int BUFFER = 1 << 16;

    private PriceCopy() {}

    /// @return how many were copied
    /// @throws DuplicatePriceException when a symbol has two closes on one day
    static long copy(Connection connection, String universe, PriceFeed prices) throws SQLException, IOException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy ingestion.price (universe, symbol, day, close) from stdin");
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
        } catch (PSQLException e) {
            DuplicatePriceException duplicate = duplicate(e);
            if (duplicate != null) {
                throw duplicate;
            }
            throw e;
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

    private static @Nullable DuplicatePriceException duplicate(PSQLException error) {
        ServerErrorMessage message = error.getServerErrorMessage();
        if (!UNIQUE_VIOLATION.equals(error.getSQLState()) || message == null || message.getDetail() == null) {
            return null;
        }
        Matcher key = KEY.matcher(message.getDetail());
        return key.find() ? new DuplicatePriceException(key.group(1), key.group(2), error) : null;
    }
}
