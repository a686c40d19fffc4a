/** The processes the shop consists of: hosts, services, network, database, collector. */
@NullMarked
package io.throughline.examples.shop.system;

import org.jspecify.annotations.NullMarked;
