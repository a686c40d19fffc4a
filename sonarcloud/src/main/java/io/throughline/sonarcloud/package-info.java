/** SonarCloud and SonarQube: the client and the source over it. */
@NullMarked
package io.throughline.sonarcloud;

import org.jspecify.annotations.NullMarked;
