/** How the dashboards travel: guards, files that belong to the pages, and words and figures for people. */
@NullMarked
package io.throughline.examples.dashboards.web;

import org.jspecify.annotations.NullMarked;
