package io.throughline.examples.tenant.azure.kql;

import java.util.List;

/** A scalar expression; each knows its first token. */
sealed interface Expression {

    Token at();

    /** A constant: text, number, timespan or typed literal. */
    record Literal(Token at) implements Expression {}

    /** A column, or a name that {@code let} gave. */
    record Name(Token at, String name) implements Expression {}

    /** {@code *}, in {@code count(*)} or {@code arg_max(x, *)}. */
    record Star(Token at) implements Expression {}

    /** {@code value.name} or {@code value['name']}. */
    record Member(Token at, Expression value, Expression key) implements Expression {}

    /** {@code name(arguments)}. */
    record Call(Token at, String name, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code -value}. */
    record Minus(Token at, Expression value) implements Expression {}

    /** {@code left operator right}. */
    record Binary(Token at, String operator, Expression left, Expression right) implements Expression {}

    /** {@code value in (…)} and its relatives {@code !in}, {@code in~}, {@code has_any}, {@code has_all}. */
    record Among(Token at, String operator, Expression value, List<Expression> options) implements Expression {
        public Among {
            options = List.copyOf(options);
        }
    }

    /** {@code value between (low .. high)}. */
    record Between(Token at, boolean negated, Expression value, Expression low, Expression high)
            implements Expression {}
}
