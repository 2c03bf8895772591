package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.SampleSummary;
import io.ketstream.model.execution.SampledState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers as journal rows: a version byte, then big-endian binary, doubles as their bits. The same answer always gives
/// the same bytes.
///
/// Rows of the first version have neither a matrix nor the seconds.
final class AnswerFormat {

    private static final int FIRST_VERSION = 1;
    private static final int VERSION = 2;
    private static final int RESULTS = 0;
    private static final int REFUSAL = 1;
    private static final int HAS_GRADIENT = 1;
    private static final int HAS_LOWEST = 2;
    private static final int HAS_SAMPLES = 4;
    private static final int DIGEST_BYTES = 32;

    private AnswerFormat() {}

    static byte[] encode(Answer answer) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.write(HexFormat.of().parseHex(answer.question().value()));
            switch (answer) {
                case Answer.Results results -> {
                    out.writeByte(RESULTS);
                    write(out, results.engine());
                    out.writeInt(results.points().size());
                    for (PointResult point : results.points()) {
                        write(out, point);
                    }
                    out.writeDouble(results.seconds());
                    write(out, results.matrix());
                }
                case Answer.Refusal refusal -> {
                    out.writeByte(REFUSAL);
                    write(out, refusal.failure().code());
                    write(out, refusal.failure().message());
                }
            }
        } catch (IOException e) {
            throw new UnreadableRowException("an answer could not be written", e);
        }
        return bytes.toByteArray();
    }

    /// Whether the row is of an [Answer.Refusal].
    static boolean isRefusal(byte[] row) {
        return row.length > 1 + DIGEST_BYTES && row[1 + DIGEST_BYTES] == REFUSAL;
    }

    /// @throws UnreadableRowException when the bytes are not such a row
    static Answer decode(byte[] row) {
        try (var in = new DataInputStream(new ByteArrayInputStream(row))) {
            int version = in.readByte();
            if (version != FIRST_VERSION && version != VERSION) {
                throw new UnreadableRowException("a journaled answer has the unknown version " + version, null);
            }
            var question = new Digest(HexFormat.of().formatHex(in.readNBytes(DIGEST_BYTES)));
            if (in.readByte() == REFUSAL) {
                return new Answer.Refusal(question, new Failure(text(in), text(in)));
            }
            var engine = new Engine(text(in), text(in), text(in));
            int size = in.readInt();
            var points = new ArrayList<PointResult>(size);
            for (int i = 0; i < size; i++) {
                points.add(point(in));
            }
            double seconds = version == FIRST_VERSION ? 0 : in.readDouble();
            PackedMatrix matrix = version == FIRST_VERSION ? null : matrix(in);
            return new Answer.Results(question, engine, points, matrix, seconds);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableRowException("a journaled answer cannot be read", e);
        }
    }

    private static void write(DataOutputStream out, Engine engine) throws IOException {
        write(out, engine.backend());
        write(out, engine.name());
        write(out, engine.profile());
    }

    private static void write(DataOutputStream out, PointResult point) throws IOException {
        RealVector gradient = point.gradient();
        SampledState lowest = point.lowest();
        SampleSummary samples = point.samples();
        out.writeByte((gradient == null ? 0 : HAS_GRADIENT)
                | (lowest == null ? 0 : HAS_LOWEST)
                | (samples == null ? 0 : HAS_SAMPLES));
        out.writeDouble(point.value());
        out.writeDouble(point.standardError());
        out.writeDouble(point.mean());
        if (gradient != null) {
            out.writeInt(gradient.size());
            for (int i = 0; i < gradient.size(); i++) {
                out.writeDouble(gradient.get(i));
            }
        }
        if (lowest != null) {
            write(out, lowest);
        }
        if (samples != null) {
            out.writeInt(samples.shots());
            out.writeDouble(samples.mean());
            out.writeDouble(samples.standardError());
            write(out, samples.lowest());
            write(out, samples.mostProbable());
            write(out, samples.lowestLevels());
        }
    }

    private static PointResult point(DataInputStream in) throws IOException {
        int parts = in.readByte();
        double value = in.readDouble();
        double standardError = in.readDouble();
        double mean = in.readDouble();
        return new PointResult(
                value,
                standardError,
                mean,
                (parts & HAS_GRADIENT) == 0 ? null : vector(in),
                (parts & HAS_LOWEST) == 0 ? null : state(in),
                (parts & HAS_SAMPLES) == 0 ? null : samples(in));
    }

    private static void write(DataOutputStream out, @Nullable PackedMatrix matrix) throws IOException {
        out.writeBoolean(matrix != null);
        if (matrix != null) {
            out.writeInt(matrix.rows());
            out.writeInt(matrix.columns());
            var numbers = ByteBuffer.allocate(matrix.rows() * matrix.columns() * Double.BYTES);
            for (int i = 0; i < matrix.rows(); i++) {
                for (int j = 0; j < matrix.columns(); j++) {
                    numbers.putDouble(matrix.get(i, j));
                }
            }
            out.write(numbers.array());
        }
    }

    private static @Nullable PackedMatrix matrix(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        int rows = in.readInt();
        int columns = in.readInt();
        byte[] numbers = in.readNBytes(rows * columns * Double.BYTES);
        double[] values = new double[numbers.length / Double.BYTES];
        ByteBuffer.wrap(numbers).asDoubleBuffer().get(values);
        return PackedMatrix.of(rows, columns, values);
    }

    private static RealVector vector(DataInputStream in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return RealVector.of(values);
    }

    private static SampleSummary samples(DataInputStream in) throws IOException {
        return new SampleSummary(in.readInt(), in.readDouble(), in.readDouble(), state(in), states(in), states(in));
    }

    private static void write(DataOutputStream out, List<SampledState> states) throws IOException {
        out.writeInt(states.size());
        for (SampledState state : states) {
            write(out, state);
        }
    }

    private static List<SampledState> states(DataInputStream in) throws IOException {
        int size = in.readInt();
        var states = new ArrayList<SampledState>(size);
        for (int i = 0; i < size; i++) {
            states.add(state(in));
        }
        return states;
    }

    private static void write(DataOutputStream out, SampledState state) throws IOException {
        write(out, state.bitString());
        out.writeDouble(state.energy());
        out.writeDouble(state.probability());
    }

    private static SampledState state(DataInputStream in) throws IOException {
        return new SampledState(text(in), in.readDouble(), in.readDouble());
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        out.writeUTF(shortened(text));
    }

    private static String text(DataInputStream in) throws IOException {
        return in.readUTF();
    }

    /// `writeUTF` holds 65535 bytes, at most three a character.
    private static String shortened(String text) {
        return text.length() <= 20_000 ? text : text.substring(0, 20_000);
    }
}
