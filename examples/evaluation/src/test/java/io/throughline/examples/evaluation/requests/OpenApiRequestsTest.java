package io.throughline.examples.evaluation.requests;
/** x */
class OpenApiRequestsTest {}
