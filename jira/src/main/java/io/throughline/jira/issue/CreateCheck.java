package io.throughline.jira.issue;

import io.throughline.jira.project.FieldMetadata;
import java.util.List;

/**
 * Whether Jira would take a draft, as far as its metadata tells; nothing was created.
 *
 * @param missing required fields that the draft does not set and Jira has no value of its own for
 * @param notOnScreen ids or names of fields that the draft sets although the screen does not have them: each fails the call
 * @param notAllowed sentences on values that a field does not allow
 */
public record CreateCheck(List<FieldMetadata> missing, List<String> notOnScreen, List<String> notAllowed) {

    public CreateCheck {
        missing = List.copyOf(missing);
        notOnScreen = List.copyOf(notOnScreen);
        notAllowed = List.copyOf(notAllowed);
    }

    /** Tells whether nothing speaks against it. The permission to create is another matter. */
    public boolean isCreatable() {
        return missing.isEmpty() && notOnScreen.isEmpty() && notAllowed.isEmpty();
    }
}
