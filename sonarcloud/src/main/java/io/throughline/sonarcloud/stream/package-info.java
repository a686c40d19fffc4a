/**
 * What SonarQube Cloud or Server says, as streams of the model. {@link
 * io.throughline.sonarcloud.stream.SonarStreams} makes them: analyses, measures, issues, hotspots and branches, each of
 * which walks through the projects in scope so that one that cannot be read keeps no other from being read.
 */
@NullMarked
package io.throughline.sonarcloud.stream;

import org.jspecify.annotations.NullMarked;
