package io.throughline.examples.tenant.azure.kql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the steps of a pipe. */
final class OperatorParser {

    private static final Set<String> JOINS = Set.of(
            "inner",
            "innerunique",
            "leftouter",
            "rightouter",
            "fullouter",
            "leftanti",
            "anti",
            "leftantisemi",
            "leftsemi");

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final Parser queries;

    OperatorParser(Tokens tokens, ExpressionParser expressions, Parser queries) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.queries = queries;
    }

    /** Reads one step; nothing if it changes no rows, as {@code render}. */
    Optional<Operator> operator() {
        Token at = tokens.peek();
        String name = tokens.operatorName();
        return switch (name) {
            case "where", "filter" -> Optional.of(new Operator.Where(at, expressions.expression()));
            case "extend" -> Optional.of(new Operator.Extend(at, expressions.namedList()));
            case "project" -> Optional.of(new Operator.Project(at, expressions.namedList()));
            case "project-away" -> Optional.of(new Operator.Select(at, false, patterns()));
            case "project-keep" -> Optional.of(new Operator.Select(at, true, patterns()));
            case "project-rename" -> Optional.of(new Operator.Rename(at, expressions.namedList()));
            case "summarize" -> Optional.of(summarize(at));
            case "distinct" -> Optional.of(distinct(at));
            case "order", "sort" -> Optional.of(sort(at));
            case "top" -> Optional.of(top(at));
            case "take", "limit" -> Optional.of(new Operator.Take(at, expressions.expression()));
            case "count" -> Optional.of(new Operator.Count(at));
            case "join" -> Optional.of(join(at));
            case "union" -> Optional.of(new Operator.Union(at, unionOptions(), unionOperands()));
            case "mv-expand" -> Optional.of(expand(at));
            case "serialize" -> Optional.of(new Operator.Serialize(at, ends() ? List.of() : expressions.namedList()));
            case "render" -> skipRendering();
            default -> throw KustoException.syntax(at);
        };
    }

    private Optional<Operator> skipRendering() {
        while (!ends()) {
            tokens.next();
        }
        return Optional.empty();
    }

    private boolean ends() {
        return tokens.at("|")
                || tokens.at(";")
                || tokens.at(")")
                || tokens.peek().kind() == Token.Kind.END;
    }

    private List<String> patterns() {
        List<String> patterns = new ArrayList<>();
        do {
            StringBuilder pattern = new StringBuilder(tokens.at("*") ? "" : tokens.name());
            if (tokens.accept("*")) {
                pattern.append('*');
            }
            patterns.add(pattern.toString());
        } while (tokens.accept(","));
        return List.copyOf(patterns);
    }

    private Operator summarize(Token at) {
        List<Operator.Named> aggregates = tokens.at("by") ? List.of() : expressions.namedList();
        List<Operator.Named> keys = tokens.accept("by") ? expressions.namedList() : List.of();
        return new Operator.Summarize(at, aggregates, keys);
    }

    private Operator distinct(Token at) {
        if (tokens.accept("*")) {
            return new Operator.Distinct(at, List.of());
        }
        List<Expression> columns = new ArrayList<>();
        do {
            columns.add(expressions.expression());
        } while (tokens.accept(","));
        return new Operator.Distinct(at, List.copyOf(columns));
    }

    private Operator sort(Token at) {
        tokens.expect("by");
        return new Operator.Sort(at, keys(), Optional.empty());
    }

    private Operator top(Token at) {
        Expression limit = expressions.expression();
        tokens.expect("by");
        return new Operator.Sort(at, keys(), Optional.of(limit));
    }

    private List<Operator.Key> keys() {
        List<Operator.Key> keys = new ArrayList<>();
        do {
            Expression value = expressions.expression();
            boolean ascending = tokens.accept("asc");
            boolean descending = !ascending;
            tokens.accept("desc");
            Optional<Boolean> nullsFirst = Optional.empty();
            if (tokens.accept("nulls")) {
                nullsFirst = Optional.of(tokens.accept("first"));
                if (!nullsFirst.get()) {
                    tokens.expect("last");
                }
            }
            keys.add(new Operator.Key(value, descending, nullsFirst));
        } while (tokens.accept(","));
        return List.copyOf(keys);
    }

    private Operator join(Token at) {
        String kind = "innerunique";
        while (tokens.peek().kind() == Token.Kind.NAME && tokens.peek(1).is("=")) {
            Token option = tokens.peek();
            String name = tokens.operatorName();
            tokens.expect("=");
            Token value = tokens.peek();
            String chosen = tokens.operatorName();
            if (name.equals("kind") && JOINS.contains(chosen)) {
                kind = chosen;
            } else if (!name.startsWith("hint")) {
                throw KustoException.syntax(name.equals("kind") ? value : option);
            }
        }
        Query right = queries.operand();
        tokens.expect("on");
        List<Expression> conditions = new ArrayList<>();
        do {
            conditions.add(expressions.expression());
        } while (tokens.accept(","));
        return new Operator.Join(at, kind, right, List.copyOf(conditions));
    }

    /** Reads the options of {@code union}; returns whether it is fuzzy. */
    boolean unionOptions() {
        boolean fuzzy = false;
        while (tokens.peek().kind() == Token.Kind.NAME && tokens.peek(1).is("=")) {
            Token option = tokens.next();
            tokens.next();
            Token value = tokens.next();
            boolean known = (option.is("isfuzzy") && (value.is("true") || value.is("false")))
                    || (option.is("kind") && value.is("outer"));
            if (!known) {
                throw KustoException.syntax(option);
            }
            fuzzy |= option.is("isfuzzy") && value.is("true");
        }
        return fuzzy;
    }

    List<Query> unionOperands() {
        List<Query> operands = new ArrayList<>();
        do {
            operands.add(queries.operand());
        } while (tokens.accept(","));
        return List.copyOf(operands);
    }

    private Operator expand(Token at) {
        Operator.Named column = expressions.named();
        Optional<KustoType> type = Optional.empty();
        if (tokens.accept("to")) {
            tokens.expect("typeof");
            tokens.expect("(");
            Token name = tokens.peek();
            type = Optional.of(KustoType.named(tokens.name()).orElseThrow(() -> KustoException.syntax(name)));
            tokens.expect(")");
        }
        return new Operator.Expand(at, column, type);
    }
}
