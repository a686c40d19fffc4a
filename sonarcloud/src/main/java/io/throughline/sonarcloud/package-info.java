/**
 * SonarQube Cloud (SonarCloud) and Server. {@link io.throughline.sonarcloud.SonarClient} is for anybody, with one package
 * for each group of calls ({@link io.throughline.sonarcloud.analysis.AnalysesClient}, {@link
 * io.throughline.sonarcloud.issue.IssuesClient}…); {@link io.throughline.sonarcloud.stream.SonarStreams} translates what
 * they read into the model: analyses with the gate's verdict, measures, issues, hotspots, branches; {@link
 * io.throughline.sonarcloud.SonarSourceProvider} reads the configuration and makes the source. The source writes nothing;
 * the client does where it is told to.
 */
@NullMarked
package io.throughline.sonarcloud;

import org.jspecify.annotations.NullMarked;
