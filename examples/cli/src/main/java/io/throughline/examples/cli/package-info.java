/**
 * The command line over the library: {@link io.throughline.examples.cli.Main} is the entry, one class a command. What a
 * command prints for people goes to standard output; progress and errors go to standard error. Exit codes are those of
 * {@link io.throughline.examples.cli.ExitCode}.
 */
@NullMarked
package io.throughline.examples.cli;

import org.jspecify.annotations.NullMarked;
