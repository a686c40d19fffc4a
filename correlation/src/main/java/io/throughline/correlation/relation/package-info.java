/**
 * Relations that people ask for by name: alerts and tickets, load and the knee of latency, cost and usage, a change of code and
 * what it did to the operations it touched. Each says what it rests on, and that it cannot tell when it cannot. See {@code
 * docs/relations.md}.
 */
@NullMarked
package io.throughline.correlation.relation;

import org.jspecify.annotations.NullMarked;
