package io.ketstream.support.web;

import io.ketstream.model.InvalidValueException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.zip.ZipException;
import org.springframework.http.HttpHeaders;

/// A text that a controller reads as a stream: UTF-8, plain or gzip, as Content-Encoding says.
public final class BodyText {

    private static final int BUFFER = 1 << 16;

    /// What is done with the bytes of the text.
    public interface Reading<T> {
        T of(InputStream bytes) throws IOException;
    }

    private BodyText() {}

    /// @param field what the text is called where it is refused
    public static <T> T read(HttpServletRequest request, String field, Reading<T> reading) throws IOException {
        try {
            return reading.of(unpacked(request));
        } catch (CharacterCodingException e) {
            throw new InvalidValueException(field, "must be UTF-8 text");
        } catch (ZipException | EOFException e) {
            throw new InvalidValueException(field, "must be whole gzip data, as Content-Encoding says");
        }
    }

    private static InputStream unpacked(HttpServletRequest request) throws IOException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return request.getInputStream();
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return WholeGzip.of(request.getInputStream(), BUFFER);
        }
        throw ApiException.unsupported("Content-Encoding must be gzip or identity, not '" + encoding + "'.");
    }
}
