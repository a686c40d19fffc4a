/**
 * SonarCloud as the tenant speaks it: projects, analyses, measures and their history, quality gates. {@link
 * io.throughline.examples.tenant.sonarcloud.SonarApi} has the routes.
 */
@NullMarked
package io.throughline.examples.tenant.sonarcloud;

import org.jspecify.annotations.NullMarked;
