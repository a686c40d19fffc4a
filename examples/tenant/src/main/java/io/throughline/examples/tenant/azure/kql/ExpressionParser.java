package io.throughline.examples.tenant.azure.kql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads scalar expressions, by falling precedence: or, and, comparison, sum, product, sign, access. */
final class ExpressionParser {

    private static final Set<String> COMPARISONS = Set.of(
            "==",
            "!=",
            "<>",
            "=~",
            "!~",
            "<",
            "<=",
            ">",
            ">=",
            "has",
            "has_cs",
            "hasprefix",
            "hassuffix",
            "contains",
            "contains_cs",
            "startswith",
            "startswith_cs",
            "endswith",
            "endswith_cs",
            "!has",
            "!has_cs",
            "!contains",
            "!contains_cs",
            "!startswith",
            "!startswith_cs",
            "!endswith",
            "!endswith_cs");
    private static final Set<String> AMONG = Set.of("in", "!in", "in~", "!in~", "has_any", "has_all");

    private final Tokens tokens;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Expression expression() {
        Expression left = conjunction();
        while (tokens.at("or")) {
            Token at = tokens.next();
            left = new Expression.Binary(at, "or", left, conjunction());
        }
        return left;
    }

    private Expression conjunction() {
        Expression left = comparison();
        while (tokens.at("and")) {
            Token at = tokens.next();
            left = new Expression.Binary(at, "and", left, comparison());
        }
        return left;
    }

    private Expression comparison() {
        Expression left = sum();
        Token at = tokens.peek();
        if (at.kind() != Token.Kind.SYMBOL && at.kind() != Token.Kind.NAME) {
            return left;
        }
        if (COMPARISONS.contains(at.text())) {
            tokens.next();
            return new Expression.Binary(at, at.text(), left, sum());
        }
        if (AMONG.contains(at.text())) {
            tokens.next();
            tokens.expect("(");
            return new Expression.Among(at, at.text(), left, arguments());
        }
        if (tokens.at("between") || tokens.at("!between")) {
            tokens.next();
            tokens.expect("(");
            Expression low = expression();
            tokens.expect("..");
            Expression high = expression();
            tokens.expect(")");
            return new Expression.Between(at, at.text().startsWith("!"), left, low, high);
        }
        if (tokens.at("matches") && tokens.peek(1).is("regex")) {
            tokens.next();
            tokens.next();
            return new Expression.Binary(at, "matches regex", left, sum());
        }
        return left;
    }

    private Expression sum() {
        Expression left = product();
        while (tokens.at("+") || tokens.at("-")) {
            Token at = tokens.next();
            left = new Expression.Binary(at, at.text(), left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = sign();
        while (tokens.at("*") || tokens.at("/") || tokens.at("%")) {
            Token at = tokens.next();
            left = new Expression.Binary(at, at.text(), left, sign());
        }
        return left;
    }

    private Expression sign() {
        if (tokens.at("-")) {
            return new Expression.Minus(tokens.next(), sign());
        }
        tokens.accept("+");
        return access();
    }

    private Expression access() {
        Expression value = primary();
        while (true) {
            Token at = tokens.peek();
            if (tokens.accept(".")) {
                Token name = tokens.peek();
                String key = tokens.name();
                value = new Expression.Member(
                        at,
                        value,
                        new Expression.Literal(new Token(Token.Kind.STRING, key, "", name.line(), name.column())));
            } else if (tokens.accept("[")) {
                Expression key = expression();
                tokens.expect("]");
                value = new Expression.Member(at, value, key);
            } else {
                return value;
            }
        }
    }

    private Expression primary() {
        Token at = tokens.peek();
        switch (at.kind()) {
            case STRING, WHOLE, REAL, TIMESPAN, TYPED -> {
                tokens.next();
                return new Expression.Literal(at);
            }
            case NAME -> {
                tokens.next();
                if (tokens.accept("(")) {
                    return new Expression.Call(at, at.text(), arguments());
                }
                return new Expression.Name(at, at.text());
            }
            case SYMBOL -> {
                if (tokens.accept("(")) {
                    Expression inner = expression();
                    tokens.expect(")");
                    return inner;
                }
                if (tokens.accept("*")) {
                    return new Expression.Star(at);
                }
                if (at.is("$") && tokens.peek(1).kind() == Token.Kind.NAME) {
                    tokens.next();
                    return new Expression.Name(at, "$" + tokens.name());
                }
                if (at.is("[")) {
                    return new Expression.Name(at, tokens.name());
                }
                throw KustoException.syntax(at);
            }
            case END -> throw KustoException.syntax(at);
        }
        throw KustoException.syntax(at);
    }

    /** Reads arguments up to and with the closing bracket. */
    List<Expression> arguments() {
        List<Expression> arguments = new ArrayList<>();
        if (tokens.accept(")")) {
            return arguments;
        }
        do {
            arguments.add(expression());
        } while (tokens.accept(","));
        tokens.expect(")");
        return arguments;
    }

    /** Reads {@code name = expression, expression, …}. */
    List<Operator.Named> namedList() {
        List<Operator.Named> list = new ArrayList<>();
        do {
            list.add(named());
        } while (tokens.accept(","));
        return list;
    }

    Operator.Named named() {
        boolean bracketed = tokens.at("[");
        boolean hasName = bracketed
                ? tokens.peek(2).is("]") && tokens.peek(3).is("=")
                : tokens.peek().kind() == Token.Kind.NAME && tokens.peek(1).is("=");
        if (!hasName) {
            return new Operator.Named(Optional.empty(), expression());
        }
        String name = tokens.name();
        tokens.expect("=");
        return new Operator.Named(Optional.of(name), expression());
    }
}
