package io.throughline.examples.tenant.azure;

/**
 * Who may ask: the one application registered in the directory.
 *
 * @param tenantId the directory
 * @param clientId the application
 * @param clientSecret its secret
 */
public record AzureAccess(String tenantId, String clientId, String clientSecret) {

    @Override
    public String toString() {
        return "AzureAccess[" + clientId + "]";
    }
}
