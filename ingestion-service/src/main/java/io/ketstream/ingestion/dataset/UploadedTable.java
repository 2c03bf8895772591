package io.ketstream.ingestion.dataset;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.learning.ColumnType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// An upload in a file of its own, to be read more than once: a column's type is known when all of it was read.
final class UploadedTable implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final FileChannel file;
    private final DatasetLimits limits;

    private UploadedTable(FileChannel file, DatasetLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    static UploadedTable of(InputStream upload, DatasetLimits limits) throws IOException {
        var table = new UploadedTable(file(), limits);
        try {
            table.copy(upload);
            return table;
        } catch (IOException | RuntimeException e) {
            table.close();
            throw e;
        }
    }

    /// @throws java.nio.charset.CharacterCodingException there, or later, when it is no UTF-8
    TableReader open() throws IOException {
        file.position(0);
        Reader text = new InputStreamReader(new OpenChannel(file), StandardCharsets.UTF_8.newDecoder());
        try {
            return new TableReader(text, limits);
        } catch (IOException | RuntimeException e) {
            text.close();
            throw e;
        }
    }

    /// The types of all columns, in their order.
    List<ColumnType> types(ColumnTypes given) throws IOException {
        try (TableReader rows = open()) {
            given.requireKnown(rows.columns());
            var guesses = new ArrayList<ColumnGuess>();
            rows.columns().forEach(name -> guesses.add(new ColumnGuess(name, given.of(name))));
            long count = 0;
            for (List<String> row = rows.next(); row != null; row = rows.next()) {
                count++;
                for (int j = 0; j < row.size(); j++) {
                    if (!row.get(j).isEmpty()) {
                        guesses.get(j).add(rows.line(), row.get(j));
                    }
                }
            }
            if (count == 0) {
                throw new InvalidValueException("table", "must have at least one row");
            }
            return guesses.stream().map(ColumnGuess::type).toList();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /// Nothing is left of it once it is closed, however that comes about.
    private static FileChannel file() throws IOException {
        Path path = Files.createTempFile("dataset", ".csv");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private void copy(InputStream upload) throws IOException {
        long left = limits.bytes();
        byte[] buffer = new byte[BUFFER];
        OutputStream target = Channels.newOutputStream(file);
        for (int read = upload.readNBytes(buffer, 0, BUFFER); read > 0; read = upload.readNBytes(buffer, 0, BUFFER)) {
            left -= read;
            if (left < 0) {
                throw new TableTooLargeException("The table has more than " + limits.bytes() + " bytes.");
            }
            target.write(buffer, 0, read);
        }
    }

    /// Stays open for another reader.
    private static final class OpenChannel extends FilterInputStream {

        OpenChannel(FileChannel file) {
            super(Channels.newInputStream(file));
        }

        @Override
        public void close() {
            // the file goes with its channel
        }
    }
}
