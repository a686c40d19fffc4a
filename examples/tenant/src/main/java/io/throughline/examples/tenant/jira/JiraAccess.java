package io.throughline.examples.tenant.jira;

/**
 * Who may ask.
 *
 * @param email of the account
 * @param token its API token
 */
public record JiraAccess(String email, String token) {

    @Override
    public String toString() {
        return "JiraAccess[" + email + "]";
    }
}
