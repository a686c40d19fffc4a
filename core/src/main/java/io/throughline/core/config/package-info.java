/**
 * One YAML file, checked as a whole before anything runs. {@link io.throughline.core.config.ThroughlineConfig} is the
 * entry; {@link io.throughline.core.config.ConfigSection} is what providers read their part through, so that every
 * problem is found at once and told with its path and remedy. Secrets are only ever references.
 */
@NullMarked
package io.throughline.core.config;

import org.jspecify.annotations.NullMarked;
