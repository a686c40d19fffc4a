package io.throughline.examples.tenant.azure.kql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns a query text into one SELECT. */
public final class QueryTranslator {

    private final Scope scope;

    private QueryTranslator(Scope scope) {
        this.scope = scope;
    }

    /**
     * Translates a text.
     *
     * @param catalog the tables that may be named
     * @param now what {@code now()} is
     * @throws KustoException if the text cannot be read, or names and types do not fit
     */
    public static Relation translate(String text, Catalog catalog, Instant now) {
        Script script = Parser.parse(text);
        Scope scope = new Scope(catalog, now);
        QueryTranslator translator = new QueryTranslator(scope);
        for (Script.Let let : script.lets()) {
            if (let instanceof Script.Value value) {
                Relation none = new Relation("SELECT 1", List.of(), false);
                scope.define(let.name(), new ExpressionTranslator(none, scope).translate(value.value()));
            } else if (let instanceof Script.Rows rows) {
                scope.define(let.name(), translator.query(rows.query()));
            }
        }
        return visible(translator.query(script.query()));
    }

    /** Leaves the hidden column behind. */
    private static Relation visible(Relation relation) {
        if (!relation.ingestion()) {
            return relation;
        }
        SelectList list = new SelectList();
        list.putAll(relation, "");
        return list.from(nested(relation), Optional.empty());
    }

    private Relation query(Query query) {
        Relation relation = source(query.source());
        boolean ordered = false;
        for (Operator operator : query.operators()) {
            List<Expression> expressions = expressions(operator);
            boolean inOrder = ordered || operator instanceof Operator.Serialize;
            boolean places = inOrder && expressions.stream().anyMatch(WindowFunctions::in);
            if (places) {
                relation = WindowFunctions.prepared(relation, expressions, scope);
            }
            relation = apply(operator, relation);
            if (places) {
                // Kusto's rows stay in order; windows of parts would leave them as they were computed.
                relation = new Relation(
                        relation.sql() + " ORDER BY " + Relation.PLACE, relation.columns(), relation.ingestion());
            }
            ordered = keepsOrder(operator, ordered);
        }
        return relation;
    }

    /** Returns the expressions of a step that may look at other rows. */
    private static List<Expression> expressions(Operator operator) {
        if (operator instanceof Operator.Where where) {
            return List.of(where.condition());
        }
        List<Operator.Named> columns = operator instanceof Operator.Extend extend
                ? extend.columns()
                : operator instanceof Operator.Project project
                        ? project.columns()
                        : operator instanceof Operator.Serialize serialize ? serialize.columns() : List.of();
        return columns.stream().map(Operator.Named::value).toList();
    }

    private static boolean keepsOrder(Operator operator, boolean before) {
        return operator instanceof Operator.Sort
                || operator instanceof Operator.Serialize
                || (before
                        && (operator instanceof Operator.Where
                                || operator instanceof Operator.Extend
                                || operator instanceof Operator.Project
                                || operator instanceof Operator.Select
                                || operator instanceof Operator.Rename
                                || operator instanceof Operator.Take));
    }

    private Relation source(Query.Source source) {
        if (source instanceof Query.Table table) {
            return scope.table(table.name()).orElseThrow(() -> KustoException.noTable(table.at(), table.name()));
        }
        if (source instanceof Query.Print print) {
            SelectList list = new SelectList();
            ExpressionTranslator constants = constants();
            for (int i = 0; i < print.columns().size(); i++) {
                Operator.Named item = print.columns().get(i);
                list.put(item.name().orElse("print_" + i), constants.translate(item.value()));
            }
            return list.from("(SELECT 1)", Optional.empty());
        }
        if (source instanceof Query.Data data) {
            return data(data);
        }
        if (source instanceof Query.Several several) {
            return union(several.at(), several.fuzzy(), several.queries(), List.of());
        }
        return query(((Query.Nested) source).query());
    }

    private ExpressionTranslator constants() {
        return new ExpressionTranslator(new Relation("SELECT 1", List.of(), false), scope);
    }

    private Relation data(Query.Data data) {
        int width = data.columns().size();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < data.cells().size(); i += width) {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < width; c++) {
                Typed cell = constants().translate(data.cells().get(i + c));
                cells.add("CAST(" + cell.sql() + " AS "
                        + data.columns().get(c).type().sql() + ")");
            }
            rows.add("(" + ExpressionTranslator.joined(cells) + ")");
        }
        String names = data.columns().stream().map(Column::sql).collect(Collectors.joining(", "));
        if (rows.isEmpty()) {
            String nulls = data.columns().stream()
                    .map(column -> "CAST(NULL AS " + column.type().sql() + ") AS " + column.sql())
                    .collect(Collectors.joining(", "));
            return new Relation("SELECT " + nulls + " WHERE FALSE", data.columns(), false);
        }
        return new Relation(
                "SELECT " + names + " FROM (VALUES " + ExpressionTranslator.joined(rows) + ") AS data(" + names + ")",
                data.columns(),
                false);
    }

    private Relation apply(Operator operator, Relation input) {
        ExpressionTranslator columns = new ExpressionTranslator(input, scope);
        if (operator instanceof Operator.Where where) {
            boolean windowed = WindowFunctions.in(where.condition());
            return unchanged(input, (windowed ? "QUALIFY " : "WHERE ") + columns.condition(where.condition()));
        }
        if (operator instanceof Operator.Extend extend) {
            return extend(extend, input);
        }
        if (operator instanceof Operator.Project project) {
            SelectList list = new SelectList();
            for (int i = 0; i < project.columns().size(); i++) {
                Operator.Named item = project.columns().get(i);
                list.put(nameOf(item, i + 1), columns.translate(item.value()));
            }
            list.withIngestion(input.ingestion());
            return list.from(nested(input), Optional.empty());
        }
        if (operator instanceof Operator.Select select) {
            return select(select, input);
        }
        if (operator instanceof Operator.Rename rename) {
            return rename(rename, input);
        }
        if (operator instanceof Operator.Summarize summarize) {
            return summarize(summarize, columns);
        }
        if (operator instanceof Operator.Distinct distinct) {
            return distinct(distinct, columns);
        }
        if (operator instanceof Operator.Sort sort) {
            return sort(sort, columns);
        }
        if (operator instanceof Operator.Take take) {
            return unchanged(input, "LIMIT " + limit(take.limit()));
        }
        if (operator instanceof Operator.Count) {
            SelectList list = new SelectList();
            list.put("Count", Typed.of("count(*)", KustoType.LONG));
            return list.from(nested(input), Optional.empty());
        }
        if (operator instanceof Operator.Expand expand) {
            return expand(expand, columns);
        }
        if (operator instanceof Operator.Join join) {
            return JoinTranslator.join(join, input, query(join.right()));
        }
        if (operator instanceof Operator.Serialize serialize) {
            return extend(new Operator.Extend(serialize.at(), serialize.columns()), input);
        }
        Operator.Union union = (Operator.Union) operator;
        return union(union.at(), union.fuzzy(), union.others(), List.of(input));
    }

    private Relation union(Token at, boolean fuzzy, List<Query> queries, List<Relation> before) {
        List<Relation> all = new ArrayList<>(before);
        for (Query query : queries) {
            try {
                all.add(query(query));
            } catch (KustoException e) {
                if (!fuzzy || e.kind() != KustoException.Kind.NO_TABLE) {
                    throw e;
                }
            }
        }
        if (all.isEmpty()) {
            throw KustoException.semantic(at, "'union' operator: no table could be resolved");
        }
        return union(all);
    }

    static String nested(Relation relation) {
        return "(" + relation.sql() + ")";
    }

    private static String nameOf(Operator.Named item, int ordinal) {
        return item.name().orElseGet(() -> ExpressionTranslator.impliedName(item.value(), ordinal));
    }

    private static Relation unchanged(Relation input, String clause) {
        SelectList list = new SelectList();
        input.columns().forEach(column -> list.put(column.name(), Typed.of(column.sql(), column.type())));
        list.withIngestion(input.ingestion());
        return list.from(nested(input), Optional.of(clause));
    }

    private Relation extend(Operator.Extend extend, Relation input) {
        ExpressionTranslator columns = new ExpressionTranslator(input, scope);
        SelectList list = new SelectList();
        list.putAll(input, "");
        list.withIngestion(input.ingestion());
        for (int i = 0; i < extend.columns().size(); i++) {
            Operator.Named item = extend.columns().get(i);
            list.put(nameOf(item, i + 1), columns.translate(item.value()));
        }
        return list.from(nested(input), Optional.empty());
    }

    private static Relation select(Operator.Select select, Relation input) {
        SelectList list = new SelectList();
        for (Column column : input.columns()) {
            boolean named = select.patterns().stream()
                    .anyMatch(pattern -> pattern.endsWith("*")
                            ? column.name().startsWith(pattern.substring(0, pattern.length() - 1))
                            : column.name().equals(pattern));
            if (named == select.keep()) {
                list.put(column.name(), Typed.of(column.sql(), column.type()));
            }
        }
        if (list.isEmpty()) {
            throw KustoException.semantic(select.at(), "no column would be left");
        }
        list.withIngestion(input.ingestion());
        return list.from(nested(input), Optional.empty());
    }

    private static Relation rename(Operator.Rename rename, Relation input) {
        SelectList list = new SelectList();
        for (Column column : input.columns()) {
            String name = rename.columns().stream()
                    .filter(item -> item.value() instanceof Expression.Name old
                            && old.name().equals(column.name()))
                    .findFirst()
                    .flatMap(Operator.Named::name)
                    .orElse(column.name());
            list.put(name, Typed.of(column.sql(), column.type()));
        }
        list.withIngestion(input.ingestion());
        return list.from(nested(input), Optional.empty());
    }

    private static Relation summarize(Operator.Summarize summarize, ExpressionTranslator columns) {
        SelectList list = new SelectList();
        for (int i = 0; i < summarize.keys().size(); i++) {
            Operator.Named key = summarize.keys().get(i);
            list.put(nameOf(key, i + 1), columns.translate(key.value()));
        }
        int keys = list.columns().size();
        Aggregates aggregates = new Aggregates(columns);
        for (int i = 0; i < summarize.aggregates().size(); i++) {
            for (Aggregates.Result result :
                    aggregates.results(summarize.aggregates().get(i), keys + i + 1)) {
                list.putBeside(result.name(), result.value());
            }
        }
        return list.from(nested(columns.relation()), grouping(keys));
    }

    private static Optional<String> grouping(int keys) {
        if (keys == 0) {
            return Optional.empty();
        }
        List<String> ordinals = new ArrayList<>();
        for (int i = 1; i <= keys; i++) {
            ordinals.add(String.valueOf(i));
        }
        return Optional.of("GROUP BY " + ExpressionTranslator.joined(ordinals));
    }

    private static Relation distinct(Operator.Distinct distinct, ExpressionTranslator columns) {
        SelectList list = new SelectList();
        if (distinct.columns().isEmpty()) {
            list.putAll(columns.relation(), "");
        }
        for (int i = 0; i < distinct.columns().size(); i++) {
            Expression column = distinct.columns().get(i);
            list.put(ExpressionTranslator.impliedName(column, i + 1), columns.translate(column));
        }
        return list.from(nested(columns.relation()), grouping(list.columns().size()));
    }

    private Relation sort(Operator.Sort sort, ExpressionTranslator columns) {
        String keys = sort.keys().stream()
                .map(key -> {
                    boolean nullsFirst = key.nullsFirst().orElse(!key.descending());
                    return columns.translate(key.value()).sql()
                            + (key.descending() ? " DESC" : " ASC")
                            + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
                })
                .collect(Collectors.joining(", "));
        String limit = sort.limit().map(value -> " LIMIT " + limit(value)).orElse("");
        return unchanged(columns.relation(), "ORDER BY " + keys + limit);
    }

    private String limit(Expression expression) {
        Typed value = constants().translate(expression);
        if (!value.type().isWhole()) {
            throw KustoException.semantic(expression.at(), "the number of rows must be a whole number");
        }
        return value.sql();
    }

    private static Relation expand(Operator.Expand expand, ExpressionTranslator columns) {
        Typed array = columns.translate(expand.column().value());
        if (array.type() != KustoType.DYNAMIC) {
            throw KustoException.semantic(expand.at(), "mv-expand: the expression must be dynamic");
        }
        SelectList list = new SelectList();
        list.putAll(columns.relation(), "");
        list.withIngestion(columns.relation().ingestion());
        Typed element = Typed.of("unnest(json_extract(" + array.sql() + ", '$[*]'))", KustoType.DYNAMIC);
        String name = nameOf(expand.column(), 1);
        list.put(name, element);
        Relation expanded = list.from(nested(columns.relation()), Optional.empty());
        if (expand.type().isEmpty()) {
            return expanded;
        }
        SelectList typed = new SelectList();
        typed.withIngestion(expanded.ingestion());
        for (Column column : expanded.columns()) {
            Typed value = Typed.of(column.sql(), column.type());
            typed.put(
                    column.name(),
                    column.name().equals(name) ? converted(value, expand.type().get()) : value);
        }
        return typed.from(nested(expanded), Optional.empty());
    }

    private static Typed converted(Typed value, KustoType type) {
        return switch (type) {
            case STRING, GUID -> Typed.of(value.asText(), type);
            case LONG, INT, TIMESPAN -> Typed.of("CAST(" + value.asLong() + " AS " + type.sql() + ")", type);
            case REAL -> Typed.of(value.asReal(), type);
            case BOOL -> Typed.of(value.asBool(), type);
            case DATETIME -> Typed.of(value.asDatetime(), type);
            case DYNAMIC -> value;
        };
    }

    private static Relation union(List<Relation> relations) {
        SelectList all = new SelectList();
        for (Relation relation : relations) {
            for (Column column : relation.columns()) {
                if (all.columns().stream().noneMatch(known -> known.name().equals(column.name()))) {
                    String absent = column.type() == KustoType.STRING ? "''" : "NULL";
                    all.put(
                            column.name(),
                            Typed.of("CAST(" + absent + " AS " + column.type().sql() + ")", column.type()));
                }
            }
        }
        boolean ingestion = relations.stream().allMatch(Relation::ingestion);
        String sql = relations.stream()
                .map(relation -> {
                    SelectList list = new SelectList();
                    for (Column column : all.columns()) {
                        String absent = column.type() == KustoType.STRING ? "''" : "NULL";
                        list.put(
                                column.name(),
                                relation.column(column.name())
                                        .filter(own -> own.type() == column.type())
                                        .map(own -> Typed.of(own.sql(), own.type()))
                                        .orElseGet(() -> Typed.of(
                                                "CAST(" + absent + " AS "
                                                        + column.type().sql() + ")",
                                                column.type())));
                    }
                    list.withIngestion(ingestion);
                    return list.from(nested(relation), Optional.empty()).sql();
                })
                .collect(Collectors.joining(" UNION ALL "));
        return new Relation(sql, all.columns(), ingestion);
    }
}
