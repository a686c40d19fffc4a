package io.throughline.correlation.rule.text;

import io.throughline.core.config.ConfigSection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The words of closed sets, in any case, with {@code -} for {@code _}. */
final class Words {

    private Words() {}

    static <E extends Enum<E>> Optional<E> read(ConfigSection section, String key, Class<E> type) {
        Optional<String> text = section.text(key);
        Optional<E> found = text.flatMap(word -> of(word, type));
        if (text.isPresent() && found.isEmpty()) {
            // Notes the problem with the nearest word as its remedy.
            section.oneOf(
                    key, Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
        }
        return found;
    }

    static <E extends Enum<E>> Optional<E> of(String word, Class<E> type) {
        String name = word.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }
}
