/** What every service of the shop shares: HTTP server, pool, HTTP client, error reporting, access log. */
@NullMarked
package io.throughline.examples.shop.chassis;

import org.jspecify.annotations.NullMarked;
