package io.ketstream.results.export.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A graph as it is put together: a value is known by its name, and each operation gives a new one.
///
/// Of tensors that are computed, the first dimension is that of rows.
final class OnnxGraph {

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int ML_OPSET = 3;
    private static final String ML_DOMAIN = "ai.onnx.ml";
    private static final String ROWS = "rows";

    /// What a tensor consists of.
    enum Type {
        DOUBLE(TensorProto.DataType.DOUBLE),
        FLOAT(TensorProto.DataType.FLOAT),
        INT64(TensorProto.DataType.INT64),
        STRING(TensorProto.DataType.STRING),
        BOOL(TensorProto.DataType.BOOL);

        private final TensorProto.DataType code;

        Type(TensorProto.DataType code) {
            this.code = code;
        }
    }

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> taken;
    private int values;

    /// @param outputs names that no input may have
    OnnxGraph(String name, List<String> outputs) {
        graph.setName(name);
        this.taken = new HashSet<>(outputs);
    }

    /// A tensor of rows, one dimension where `width` is 0.
    ///
    /// @return its name, which is the one that is asked for unless that is taken
    String input(String name, Type type, int width) {
        String free = name;
        while (!taken.add(free)) {
            free += "_";
        }
        graph.addInput(info(free, type, width));
        return free;
    }

    /// A tensor of rows under a name, one dimension where `width` is 0.
    void output(String name, Type type, int width, String value) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName("output " + name)
                .addInput(value)
                .addOutput(name));
        graph.addOutput(info(name, type, width));
    }

    String numbers(double[] numbers, long... shape) {
        var bytes = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(numbers);
        return constant(tensor(Type.DOUBLE, shape).setRawData(ByteString.copyFrom(bytes.array())));
    }

    String number(double number) {
        return numbers(new double[] {number}, 1);
    }

    String integers(long... integers) {
        return integers(integers, integers.length);
    }

    String integers(long[] integers, long... shape) {
        var bytes = ByteBuffer.allocate(integers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(integers);
        return constant(tensor(Type.INT64, shape).setRawData(ByteString.copyFrom(bytes.array())));
    }

    String truths(boolean[] truths) {
        var bytes = new byte[truths.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (truths[i] ? 1 : 0);
        }
        return constant(tensor(Type.BOOL, truths.length).setRawData(ByteString.copyFrom(bytes)));
    }

    String texts(List<String> texts) {
        TensorProto.Builder tensor = tensor(Type.STRING, texts.size());
        texts.forEach(text -> tensor.addStringData(ByteString.copyFrom(text, StandardCharsets.UTF_8)));
        return constant(tensor);
    }

    private static TensorProto.Builder tensor(Type type, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type.code.getNumber());
        for (long dimension : shape) {
            tensor.addDims(dimension);
        }
        return tensor;
    }

    private String constant(TensorProto.Builder tensor) {
        String name = fresh();
        graph.addInitializer(tensor.setName(name));
        return name;
    }

    private String fresh() {
        String name;
        do {
            name = "v" + ++values;
        } while (!taken.add(name));
        return name;
    }

    /// An operation of the standard domain without attributes.
    String apply(String operation, String... inputs) {
        return add(node(operation, List.of(inputs)));
    }

    /// @param attribute of a whole number
    String apply(String operation, String attribute, long value, String... inputs) {
        return add(node(operation, List.of(inputs)).addAttribute(integer(attribute, value)));
    }

    /// Entries at places along an axis.
    String gather(String from, String places, int axis) {
        return apply("Gather", "axis", axis, from, places);
    }

    String cast(String value, Type to) {
        return apply("Cast", "to", to.code.getNumber(), value);
    }

    /// Two halves of an axis.
    List<String> halves(String of, int axis) {
        String first = fresh();
        String second = fresh();
        graph.addNode(node("Split", List.of(of))
                .addAttribute(integer("axis", axis))
                .addOutput(first)
                .addOutput(second));
        return List.of(first, second);
    }

    /// The place of the largest in each row, of several the first.
    String largest(String of) {
        return add(node("ArgMax", List.of(of)).addAttribute(integer("axis", 1)).addAttribute(integer("keepdims", 0)));
    }

    /// Sums of rows, as a column.
    String sums(String of) {
        return apply("ReduceSum", "keepdims", 1, of, integers(1));
    }

    /// The places of texts, from 0; −1 of those that are not among them.
    String places(String of, List<String> texts) {
        AttributeProto.Builder keys =
                AttributeProto.newBuilder().setName("keys_strings").setType(AttributeProto.AttributeType.STRINGS);
        AttributeProto.Builder places =
                AttributeProto.newBuilder().setName("values_int64s").setType(AttributeProto.AttributeType.INTS);
        for (int i = 0; i < texts.size(); i++) {
            keys.addStrings(ByteString.copyFrom(texts.get(i), StandardCharsets.UTF_8));
            places.addInts(i);
        }
        return add(node("LabelEncoder", List.of(of))
                .setDomain(ML_DOMAIN)
                .addAttribute(keys)
                .addAttribute(places)
                .addAttribute(integer("default_int64", -1)));
    }

    private String add(NodeProto.Builder node) {
        String name = fresh();
        graph.addNode(node.addOutput(name));
        return name;
    }

    private NodeProto.Builder node(String operation, List<String> inputs) {
        return NodeProto.newBuilder()
                .setOpType(operation)
                .setName(operation + " " + graph.getNodeCount())
                .addAllInput(inputs);
    }

    private static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static ValueInfoProto info(String name, Type type, int width) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(ROWS));
        if (width > 0) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.code.getNumber())
                                .setShape(shape)))
                .build();
    }

    /// The file's bytes; the same graph is the same bytes.
    ///
    /// @param facts what else there is to know, by name
    byte[] file(String description, Map<String, String> facts) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("Ketstream")
                .setDocString(description)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(ML_DOMAIN).setVersion(ML_OPSET))
                .setGraph(graph);
        new TreeMap<>(facts)
                .forEach((name, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(name).setValue(value)));
        return model.build().toByteArray();
    }
}
