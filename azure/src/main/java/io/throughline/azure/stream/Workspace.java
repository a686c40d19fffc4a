package io.throughline.azure.stream;

/**
 * A Log Analytics workspace.
 *
 * @param environment the environment whose telemetry it holds
 * @param id its GUID, or its ARM id
 */
record Workspace(String environment, String id) {}
