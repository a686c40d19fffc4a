/** What tests of sources, clients and stores share: scripted answers, a clock that does not run, and contracts. */
@NullMarked
package io.throughline.core.testkit;

import org.jspecify.annotations.NullMarked;
