package io.throughline.jira.text;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mentions of people in wiki markup: {@code [~name]} and {@code [~accountid:5f8d…]}. */
final class WikiMentions {

    private static final Pattern MENTION = Pattern.compile("\\[~(?:accountid:)?([^\\]\\n]{1,255})]");

    private WikiMentions() {}

    static String replace(String markup, Function<AdfNode, String> mentions) {
        return MENTION.matcher(markup)
                .replaceAll(found -> Matcher.quoteReplacement(mentions.apply(node(found.group(1)))));
    }

    private static AdfNode node(String id) {
        return new AdfNode("mention", null, Map.of("id", id, "text", "@" + id), List.of(), List.of());
    }
}
