package io.throughline.examples.tenant.azure.kql;

import java.util.ArrayList;
import java.util.List;

/** Reads scripts and queries; operators and expressions are read by their own parsers. */
final class Parser {

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final OperatorParser operators;

    private Parser(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
        this.operators = new OperatorParser(tokens, expressions, this);
    }

    /**
     * Reads a whole text.
     *
     * @throws KustoException if it is not in the subset
     */
    static Script parse(String text) {
        return new Parser(new Tokens(Tokenizer.tokens(text))).script();
    }

    private Script script() {
        List<Script.Let> lets = new ArrayList<>();
        while (tokens.at("let")) {
            tokens.next();
            lets.add(let(tokens.name()));
            tokens.expect(";");
            skipSemicolons();
        }
        Query query = query();
        skipSemicolons();
        if (tokens.peek().kind() != Token.Kind.END) {
            throw KustoException.syntax(tokens.peek());
        }
        return new Script(lets, query);
    }

    private void skipSemicolons() {
        while (tokens.accept(";")) {
            // an empty statement
        }
    }

    private Script.Let let(String name) {
        tokens.expect("=");
        return startsRows() ? new Script.Rows(name, query()) : new Script.Value(name, expressions.expression());
    }

    /** Whether what follows is a query rather than a value. */
    private boolean startsRows() {
        if (tokens.at("datatable") || tokens.at("print") || tokens.at("union")) {
            return true;
        }
        int depth = 0;
        for (int ahead = 0; ; ahead++) {
            Token token = tokens.peek(ahead);
            if (token.kind() == Token.Kind.END || token.is(";")) {
                return ahead == 1 && tokens.peek().kind() == Token.Kind.NAME && !isTruth(tokens.peek());
            } else if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            } else if (token.is("|") && depth == 0) {
                return true;
            }
        }
    }

    private static boolean isTruth(Token token) {
        return token.is("true") || token.is("false");
    }

    /** Reads a query up to a bracket, a semicolon or the end. */
    Query query() {
        Query.Source source = source();
        List<Operator> steps = new ArrayList<>();
        while (tokens.accept("|")) {
            operators.operator().ifPresent(steps::add);
        }
        return new Query(source, steps);
    }

    /** Reads what {@code union} and {@code join} take: a table, or a query in brackets. */
    Query operand() {
        if (tokens.accept("(")) {
            Query query = query();
            tokens.expect(")");
            return query;
        }
        Token at = tokens.peek();
        return new Query(new Query.Table(at, tokens.name()), List.of());
    }

    private Query.Source source() {
        Token at = tokens.peek();
        if (tokens.accept("(")) {
            Query nested = query();
            tokens.expect(")");
            return new Query.Nested(at, nested);
        }
        if (tokens.accept("print")) {
            return new Query.Print(at, expressions.namedList());
        }
        if (tokens.accept("datatable")) {
            return data(at);
        }
        if (tokens.accept("union")) {
            boolean fuzzy = operators.unionOptions();
            return new Query.Several(at, fuzzy, operators.unionOperands());
        }
        return new Query.Table(at, tokens.name());
    }

    private Query.Data data(Token at) {
        tokens.expect("(");
        List<Column> columns = new ArrayList<>();
        do {
            String name = tokens.name();
            tokens.expect(":");
            Token type = tokens.peek();
            columns.add(Column.of(
                    name,
                    KustoType.named(tokens.name()).orElseThrow(() -> KustoException.syntax(type, "no such type"))));
        } while (tokens.accept(","));
        tokens.expect(")");
        Token open = tokens.expect("[");
        List<Expression> cells = new ArrayList<>();
        while (!tokens.at("]")) {
            cells.add(expressions.expression());
            if (!tokens.accept(",")) {
                break;
            }
        }
        tokens.expect("]");
        if (cells.size() % columns.size() != 0) {
            throw KustoException.syntax(open, "the number of cells is no multiple of the number of columns");
        }
        return new Query.Data(at, List.copyOf(columns), List.copyOf(cells));
    }
}
