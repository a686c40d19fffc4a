/**
 * What is kept ready to be looked at. A {@link io.throughline.core.view.View} names a result's shape; {@link
 * io.throughline.core.view.Views} computes it when its inputs change, keeps it in the store, and reads it by one key
 * look-up.
 */
@NullMarked
package io.throughline.core.view;

import org.jspecify.annotations.NullMarked;
