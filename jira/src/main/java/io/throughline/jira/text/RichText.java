package io.throughline.jira.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A rich text: a document on Cloud, markup on Data Center. */
public sealed interface RichText {

    /**
     * Returns the rich text that a JSON value is.
     *
     * @param json a text (markup), or the document as maps, lists and texts
     * @throws IllegalArgumentException if it is neither
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static RichText of(Object json) {
        if (json instanceof String markup) {
            return new Markup(markup);
        }
        if (json instanceof Map<?, ?> node) {
            return new Document(AdfReader.read(node));
        }
        throw new IllegalArgumentException("a rich text must be a document or a text");
    }

    /** Returns the text without its form: blocks on lines of their own, cells apart, names of mentioned people as shown. */
    default String plain() {
        return plain(mention -> {
            String text = mention.attribute("text");
            return text.isEmpty() ? "@" + mention.attribute("id") : text;
        });
    }

    /**
     * Returns the text without its form.
     *
     * @param mentions what to write for a node that mentions a person
     */
    String plain(Function<AdfNode, String> mentions);

    /** A document in Atlassian's format. */
    record Document(AdfNode root) implements RichText {
        public Document {
            Objects.requireNonNull(root, "root");
        }

        @Override
        public String plain(Function<AdfNode, String> mentions) {
            return new AdfPlainText(mentions).of(root);
        }
    }

    /**
     * Wiki markup, as Data Center sends it. Its plain form is the markup itself, with mentions ({@code [~id]}) replaced:
     * taking markup apart would lose what only looks like it.
     */
    record Markup(String markup) implements RichText {
        public Markup {
            Objects.requireNonNull(markup, "markup");
        }

        @Override
        public String plain(Function<AdfNode, String> mentions) {
            return WikiMentions.replace(markup, mentions);
        }
    }
}
