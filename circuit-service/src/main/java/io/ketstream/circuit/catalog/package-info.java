/// Every circuit and formulation ever made, addressed by digest.
@NullMarked
package io.ketstream.circuit.catalog;

import org.jspecify.annotations.NullMarked;
