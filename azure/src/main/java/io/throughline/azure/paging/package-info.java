/** Lists of Azure Resource Manager that are read page by page: {@link io.throughline.azure.paging.AzurePages}. */
@NullMarked
package io.throughline.azure.paging;

import org.jspecify.annotations.NullMarked;
