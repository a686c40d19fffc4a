package io.throughline.jira.site;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user. The text form hides who it is.
 *
 * @param accountId the id on Cloud
 * @param name the user name on Data Center; absent on Cloud
 * @param accountType {@code atlassian}, {@code app} or {@code customer}
 * @param active whether the account can be used, or null if the vendor does not say
 * @param displayName the name for people
 * @param emailAddress the address, or null if hidden
 * @param timeZone the IANA zone of the profile, in which date literals of JQL are read; others' is often hidden
 */
public record JiraUser(
        @Nullable String accountId,
        @Nullable String name,
        @Nullable String accountType,
        @Nullable Boolean active,
        @Nullable String displayName,
        @Nullable String emailAddress,
        @Nullable String timeZone) {

    /** Returns what identifies the user: the account id, or the user name on Data Center. */
    public Optional<String> identity() {
        String id = accountId == null || accountId.isBlank() ? name : accountId;
        return Optional.ofNullable(id).filter(text -> !text.isBlank());
    }

    /** Returns the zone of the profile; empty if it is hidden or not known here. */
    public Optional<ZoneId> zone() {
        try {
            return Optional.ofNullable(timeZone).map(ZoneId::of);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "JiraUser[" + (accountType == null ? "hidden" : accountType) + "]";
    }
}
