/** What the clients ask for, held against what the vendors publish about their interfaces. */
@NullMarked
package io.throughline.examples.evaluation.requests;

import org.jspecify.annotations.NullMarked;
