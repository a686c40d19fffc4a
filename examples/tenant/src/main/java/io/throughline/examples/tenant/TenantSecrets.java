package io.throughline.examples.tenant;

import io.throughline.examples.tenant.azure.AzureAccess;
import io.throughline.examples.tenant.jira.JiraAccess;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** The credentials that one tenant accepts, made when it starts. */
record TenantSecrets(AzureAccess azure, String sentry, JiraAccess jira, String sonarcloud) {

    static TenantSecrets create(String tenantId) {
        SecureRandom random = new SecureRandom();
        return new TenantSecrets(
                new AzureAccess(tenantId, UUID.randomUUID().toString(), token(random, "")),
                token(random, "sntryu_"),
                new JiraAccess("sre@shop.example", token(random, "ATATT3")),
                token(random, "sqco_"));
    }

    private static String token(SecureRandom random, String prefix) {
        byte[] bytes = new byte[30];
        random.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "TenantSecrets[***]";
    }
}
