/// Parameterised circuits: a closed set of gates, angles affine in named parameters, measurement, reset and
/// classical control.
@NullMarked
package io.ketstream.model.circuit;

import org.jspecify.annotations.NullMarked;
