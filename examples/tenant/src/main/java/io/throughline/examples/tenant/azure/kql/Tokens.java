package io.throughline.examples.tenant.azure.kql;

import java.util.List;

/** The tokens of a query and how far they were read. */
final class Tokens {

    private final List<Token> tokens;
    private int at;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    boolean at(String symbolOrName) {
        return peek().is(symbolOrName);
    }

    /** Reads a symbol or word if it is next. */
    boolean accept(String symbolOrName) {
        if (at(symbolOrName)) {
            at++;
            return true;
        }
        return false;
    }

    Token expect(String symbolOrName) {
        if (!at(symbolOrName)) {
            throw KustoException.syntax(peek());
        }
        return next();
    }

    /** Reads a name, also one in brackets such as {@code ['odd name']}. */
    String name() {
        if (at("[") && peek(1).kind() == Token.Kind.STRING && peek(2).is("]")) {
            next();
            String name = next().text();
            next();
            return name;
        }
        if (peek().kind() != Token.Kind.NAME) {
            throw KustoException.syntax(peek());
        }
        return next().text();
    }

    /** Reads a word that may be made of several with hyphens, such as {@code project-away}. */
    String operatorName() {
        StringBuilder word = new StringBuilder(name());
        while (at("-") && peek(1).kind() == Token.Kind.NAME && adjacent(peek(), peek(1))) {
            next();
            word.append('-').append(next().text());
        }
        return word.toString();
    }

    private static boolean adjacent(Token hyphen, Token name) {
        return hyphen.line() == name.line() && hyphen.column() + 1 == name.column();
    }
}
