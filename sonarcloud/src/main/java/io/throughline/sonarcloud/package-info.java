/**
 * SonarQube Cloud (SonarCloud) and Server. {@link io.throughline.sonarcloud.SonarClient} reads them for anybody; {@link
 * io.throughline.sonarcloud.SonarSource} says in Throughline's model what it reads: analyses with the quality gate's
 * verdict, and measures over time.
 *
 * <p>In reading order: {@link io.throughline.sonarcloud.SonarClient}, {@link io.throughline.sonarcloud.analysis.SonarSpan} and the
 * packages {@code project}, {@code analysis}, {@code measure} and {@code gate} are the client; {@link
 * io.throughline.sonarcloud.SonarSourceProvider} reads the configuration and makes the source.
 */
@NullMarked
package io.throughline.sonarcloud;

import org.jspecify.annotations.NullMarked;
