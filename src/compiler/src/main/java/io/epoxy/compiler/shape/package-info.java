/**
 * What YAML values must look like, as dbt's JSON schemas say it and in their validator's sentences.
 * The shapes themselves are in {@code shapes.txt} beside {@link io.epoxy.compiler.shape.Shapes}.
 */
package io.epoxy.compiler.shape;
