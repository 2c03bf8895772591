package io.ketstream.support.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/// Takes a body into memory up to a limit, whether it says its length or not. What a controller reads as a stream
/// (prices) has limits of its own.
@RestControllerAdvice
class BodyLimit extends RequestBodyAdviceAdapter {

    private record Read(HttpHeaders headers, InputStream body) implements HttpInputMessage {
        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return body;
        }
    }

    private final DataSize most;

    BodyLimit(DataSize most) {
        this.most = most;
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType)
            throws IOException {
        int limit = Math.toIntExact(most.toBytes());
        if (message.getHeaders().getContentLength() > limit) {
            throw tooLong(limit);
        }
        byte[] bytes = message.getBody().readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw tooLong(limit);
        }
        return new Read(message.getHeaders(), new ByteArrayInputStream(bytes));
    }

    private static ApiException tooLong(int limit) {
        return ApiException.tooLarge("The body is longer than " + limit + " bytes.");
    }
}
