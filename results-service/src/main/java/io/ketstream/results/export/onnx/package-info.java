/// The classical half of a trained model as ONNX graphs of double precision.
///
/// Operators are those of opset 17 that onnxruntime has for doubles; `LabelEncoder` is of
/// `ai.onnx.ml`.
@NullMarked
package io.ketstream.results.export.onnx;

import org.jspecify.annotations.NullMarked;
