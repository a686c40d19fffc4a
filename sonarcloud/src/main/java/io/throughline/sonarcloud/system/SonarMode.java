package io.throughline.sonarcloud.system;

/**
 * How an instance rates code. Both kinds of metrics are computed side by side by recent servers, and disagree; this tells
 * which one people see.
 */
public enum SonarMode {
    /** Bugs, vulnerabilities and code smells, from blocker to info. */
    STANDARD_EXPERIENCE,
    /** Multi-quality rules: impacts on security, reliability and maintainability, from blocker to info. */
    MQR
}
