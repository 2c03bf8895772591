package io.ketstream.support.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ketstream.model.InvalidValueException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class BodyTextTest {

    @Test
    void readsPlainAndPackedText() throws IOException {
        byte[] text = "grün".getBytes(StandardCharsets.UTF_8);

        assertThat(read(text, null)).isEqualTo("grün");
        assertThat(read(text, "identity")).isEqualTo("grün");
        assertThat(read(packed(text), "GZIP")).isEqualTo("grün");
    }

    @Test
    void saysWhatIsWrongWithABody() throws IOException {
        byte[] packed = packed("text".getBytes(StandardCharsets.UTF_8));

        assertRefused("gruen ü".getBytes(StandardCharsets.ISO_8859_1), null, "table must be UTF-8 text");
        for (byte[] bad : new byte[][] {
            Arrays.copyOf(packed, packed.length - 1), Arrays.copyOf(packed, packed.length + 1), {1, 2, 3}, {}
        }) {
            assertRefused(bad, "gzip", "table must be whole gzip data, as Content-Encoding says");
        }
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> read(packed, "br"))
                .withMessage("Content-Encoding must be gzip or identity, not 'br'.");
    }

    private static void assertRefused(byte[] body, @Nullable String encoding, String message) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> read(body, encoding))
                .withMessage(message);
    }

    private static String read(byte[] body, @Nullable String encoding) throws IOException {
        var request = new MockHttpServletRequest();
        request.setContent(body);
        if (encoding != null) {
            request.addHeader("Content-Encoding", encoding);
        }
        return BodyText.read(request, "table", bytes -> {
            Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
            return text.readAllAsString();
        });
    }

    private static byte[] packed(byte[] text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(text);
        }
        return bytes.toByteArray();
    }
}
