// Parses and binds query texts with Microsoft's own language service; one process for all of them. Each line of the
// standard input is a request, each line of the output its answer:
//   {kind: "schemas", schemas: {database: {table: {column: type}}}}  ->  {version}
//   {kind: "query", database, text}  ->  {problems, columns: [{name, type}], tables}
//   {kind: "literal", text: "print x = <literal>", value}  ->  {problem or null}
"use strict";
const path = require("path");
const folder = path.join(process.cwd(), "node_modules", "@kusto", "language-service-next");
globalThis.Bridge = require(path.join(folder, "bridge.min.js"));
require(path.join(folder, "Kusto.Language.Bridge.min.js"));
const { KustoCode, GlobalState, Symbols, Syntax } = globalThis.Kusto.Language;

const FORBIDDEN_NODES = new Set([
    "SetOptionStatement",
    "QueryParametersStatement",
    "PatternStatement",
    "RestrictStatement",
    "ExternalDataExpression",
    "EvaluateOperator",
    "MaterializedViewCombineExpression",
    "MacroExpandOperator",
    "ExecuteAndCacheOperator",
    "CustomCommand",
    "UnknownCommand",
]);
// Calls that leave the workspace; workspaces are named beside the text, not in it.
const FORBIDDEN_CALLS = new Set([
    "cluster",
    "database",
    "workspace",
    "app",
    "resource",
    "external_table",
    "adx",
    "arg",
    "current_principal",
]);

function quoted(column) {
    return "['" + column.replace(/\\/g, "\\\\").replace(/'/g, "\\'") + "']";
}

function globalsOf(schema) {
    const tables = Object.entries(schema).map(([name, columns]) => {
        const text = Object.entries(columns).map(([column, type]) => quoted(column) + ": " + type);
        return new Symbols.TableSymbol.$ctor7(name, "(" + text.join(", ") + ")", null);
    });
    return GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor("check", tables));
}

function list(dotNetList) {
    const items = [];
    for (let i = 0; i < dotNetList.Count; i++) {
        items.push(dotNetList.getItem(i));
    }
    return items;
}

function nodeName(node) {
    const full = globalThis.Bridge.Reflection.getTypeName(globalThis.Bridge.getType(node));
    return full === undefined ? String(node.Kind) : full;
}

function check(text, globals) {
    const code = KustoCode.ParseAndAnalyze(text, globals);
    const problems = [];
    if (code.Kind !== "Query") {
        problems.push("it is a " + code.Kind + ", not a query");
    }
    for (const found of list(code.GetDiagnostics())) {
        const excerpt = text.substr(found.Start, Math.min(Math.max(found.Length, 1), 60));
        problems.push(found.Code + " " + found.Message + " at " + found.Start + ": " + excerpt);
    }
    const tables = new Set();
    let expressions = 0;
    Syntax.SyntaxElement.WalkNodes(code.Syntax, (node) => {
        const name = nodeName(node);
        if (FORBIDDEN_NODES.has(name)) {
            problems.push("it has a forbidden " + name);
        }
        if (name === "ExpressionStatement") {
            expressions++;
        }
        if (name === "FunctionCallExpression" && FORBIDDEN_CALLS.has(node.Name.SimpleName)) {
            problems.push("it calls the forbidden function " + node.Name.SimpleName);
        }
        const symbol = node.ReferencedSymbol;
        if (symbol && globals.IsDatabaseTable(symbol)) {
            tables.add(symbol.Name);
        }
    });
    if (expressions !== 1) {
        problems.push("it has " + expressions + " results");
    }
    const type = code.ResultType;
    const columns =
        type && type.Columns ? list(type.Columns).map((column) => ({ name: column.Name, type: column.Type.Name })) : [];
    return { problems, columns, tables: [...tables].sort() };
}

/** The text is "print x = <literal>": it must hold exactly that one literal, with exactly that value. */
function checkLiteral(text, value, globals) {
    const code = KustoCode.ParseAndAnalyze(text, globals);
    const diagnostics = list(code.GetDiagnostics());
    if (diagnostics.length > 0) {
        return diagnostics[0].Code + " " + diagnostics[0].Message;
    }
    const literals = [];
    let others = 0;
    Syntax.SyntaxElement.WalkNodes(code.Syntax, (node) => {
        const name = nodeName(node);
        if (name === "LiteralExpression") {
            literals.push(node);
        } else if (name === "CompoundStringLiteralExpression") {
            others++;
        } else if (name === "ExpressionStatement") {
            others++;
        }
    });
    if (literals.length !== 1 || others !== 1) {
        return "it is " + literals.length + " literals in " + others + " statements or compounds";
    }
    return literals[0].LiteralValue === value
        ? null
        : "its value is " + JSON.stringify(literals[0].LiteralValue) + ", not " + JSON.stringify(value);
}

const answerOf = {
    schemas: (request) => {
        for (const [name, schema] of Object.entries(request.schemas)) {
            databases[name] = globalsOf(schema);
        }
        return { version: require(path.join(folder, "package.json")).version };
    },
    query: (request) => check(request.text, databases[request.database]),
    literal: (request) => ({ problem: checkLiteral(request.text, request.value, GlobalState.Default) }),
};
const databases = {};
require("readline")
    .createInterface({ input: process.stdin, terminal: false })
    .on("line", (line) => {
        const request = JSON.parse(line);
        process.stdout.write(JSON.stringify(answerOf[request.kind](request)) + "\n");
    });
