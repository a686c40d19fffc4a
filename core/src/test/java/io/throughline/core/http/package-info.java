/** Tests of the HTTP kit: against a real server on loopback for what travels, against a script for what is decided. */
@NullMarked
package io.throughline.core.http;

import org.jspecify.annotations.NullMarked;
