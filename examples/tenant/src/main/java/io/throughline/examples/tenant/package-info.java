/**
 * The built-in tenant: servers on loopback that speak the wire protocols of Azure, Sentry, Jira and SonarCloud over a
 * recording of a real incident, so that everything that talks to the vendors runs unchanged. {@link
 * io.throughline.examples.tenant.Tenant} starts them and writes the configuration that leads to them; what each vendor says
 * is in the package of its name.
 */
@NullMarked
package io.throughline.examples.tenant;

import org.jspecify.annotations.NullMarked;
