/**
 * Rules as text: read from YAML or JSON with every problem named, written as canonical JSON. Entry point: {@link
 * io.throughline.correlation.rule.text.RuleText}.
 */
@NullMarked
package io.throughline.correlation.rule.text;

import org.jspecify.annotations.NullMarked;
