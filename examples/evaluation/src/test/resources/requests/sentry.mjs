// Holds requests against Sentry's OpenAPI document, as Sentry's own package @sentry/api generates it: a function for each
// operation, which is asked where it would send, and a type of its parameters, which TypeScript checks.
// Standard input: [{method, path, query: {name: [value]}, body}]; output: [{operation or null, problems}].
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";

const folder = path.join(process.cwd(), "node_modules/@sentry/api/dist");
const sdk = await import(pathToFileURL(path.join(folder, "index.js")).href);
const typeOf = new Map(
    [...readFileSync(path.join(folder, "sdk.gen.d.ts"), "utf8").matchAll(/declare const (\w+): [^\n]*?Options<(\w+Data)/g)].map(
        (match) => [match[1], match[2]],
    ),
);

function operations() {
    const found = [];
    for (const [name, operation] of Object.entries(sdk)) {
        if (typeof operation !== "function") {
            continue;
        }
        const method =
            (verb) =>
            (options) => {
                found.push({
                    name,
                    type: typeOf.get(name),
                    method: verb.toUpperCase(),
                    template: options.url.split("/"),
                    url: options.url,
                });
                return Promise.resolve({});
            };
        const verbs = ["get", "put", "post", "patch", "delete", "head", "options"];
        try {
            operation({ client: Object.fromEntries(verbs.map((verb) => [verb, method(verb)])) });
        } catch (e) {
            // a function that is no operation
        }
    }
    return found;
}

function isPlace(segment) {
    return /^\{.+\}$/.test(segment);
}

function find(request) {
    const segments = request.path.split("/");
    const literal = (operation) => operation.template.filter((segment) => !isPlace(segment)).length;
    return all
        .filter(
            (operation) =>
                operation.method === request.method &&
                operation.template.length === segments.length &&
                operation.template.every((part, i) => (isPlace(part) ? segments[i] !== "" : part === segments[i])),
        )
        .sort((a, b) => literal(b) - literal(a))[0];
}

const all = operations();

function program(text) {
    const file = path.join(process.cwd(), "requests-to-check.ts");
    const options = {
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        types: [],
    };
    const host = ts.createCompilerHost(options);
    const read = host.getSourceFile;
    host.getSourceFile = (name, version, ...rest) =>
        name === file ? ts.createSourceFile(name, text, version, true) : read.call(host, name, version, ...rest);
    const exists = host.fileExists;
    host.fileExists = (name) => name === file || exists.call(host, name);
    const made = ts.createProgram([file], options, host);
    return { made, source: made.getSourceFile(file), checker: made.getTypeChecker() };
}

const IMPORT = 'import type * as S from "' + folder.replaceAll("\\", "/") + '/types.gen.d.ts";\n';

/** The declared types of an operation's parameters, by place ("query" or "path") and name. */
function declaredTypes(operationsToAsk) {
    const names = [...new Set(operationsToAsk.map((operation) => operation.type))];
    const { source, checker } = program(IMPORT + names.map((name) => "declare const " + name + ": S." + name + ";\n").join(""));
    const declared = {};
    source.forEachChild((node) => {
        if (!ts.isVariableStatement(node)) {
            return;
        }
        const variable = node.declarationList.declarations[0];
        const type = checker.getTypeAtLocation(variable);
        const places = {};
        for (const place of ["query", "path"]) {
            places[place] = {};
            const member = type.getProperty(place);
            const of = member && checker.getNonNullableType(checker.getTypeOfSymbol(member));
            of?.getProperties().forEach((property) => {
                places[place][property.name] = checker.getNonNullableType(checker.getTypeOfSymbol(property));
            });
        }
        declared[variable.name.text] = places;
    });
    return { declared, checker };
}

function parts(type) {
    return type.isUnion() ? type.types : [type];
}

/** The text as the declared type wants it; as a text, which TypeScript then refuses, if it does not fit. */
function typed(type, values, checker) {
    if (type === undefined) {
        return values.length === 1 ? values[0] : values;
    }
    const one = (of, value) => {
        const flags = parts(of).reduce((sum, part) => sum | part.flags, 0);
        if (flags & ts.TypeFlags.StringLike) {
            return value;
        }
        if (flags & ts.TypeFlags.NumberLike && /^-?\d+(\.\d+)?$/.test(value)) {
            return Number(value);
        }
        if (flags & ts.TypeFlags.BooleanLike && ["true", "false", "1", "0"].includes(value)) {
            return value === "true" || value === "1";
        }
        return value;
    };
    const array = parts(type).find((part) => checker.isArrayType(part));
    if (array) {
        const element = checker.getTypeArguments(array)[0];
        return values.map((value) => one(element, value));
    }
    return values.length === 1 ? one(type, values[0]) : values;
}

const requests = JSON.parse(readFileSync(0, "utf8"));
const matched = requests.map(find);
const { declared, checker } = declaredTypes(matched.filter((operation) => operation !== undefined));
const problems = requests.map((request, i) => (matched[i] === undefined ? ["there is no such operation"] : []));
let text = IMPORT;
let line = 1;
const lineOf = new Map();
requests.forEach((request, i) => {
    const operation = matched[i];
    if (operation === undefined) {
        return;
    }
    const types = declared[operation.type];
    const segments = request.path.split("/");
    const value = { url: operation.url };
    const places = {};
    operation.template.forEach((part, at) => {
        if (isPlace(part)) {
            const name = part.slice(1, -1);
            places[name] = typed(types.path[name], [decodeURIComponent(segments[at])], checker);
        }
    });
    if (Object.keys(places).length > 0) {
        value.path = places;
    }
    // TypeScript names only the first member that a type does not have.
    const known = Object.entries(request.query).filter(([name]) => name in types.query);
    for (const name of Object.keys(request.query).filter((asked) => !(asked in types.query))) {
        problems[i].push("unknown query parameter " + name);
    }
    const query = known.map(([name, values]) => [name, typed(types.query[name], values, checker)]);
    if (query.length > 0) {
        value.query = Object.fromEntries(query);
    }
    if (request.body !== null && request.body !== undefined) {
        value.body = request.body;
    }
    lineOf.set(line++, i);
    text += "export const request" + i + ": S." + operation.type + " = " + JSON.stringify(value) + ";\n";
});
const checked = program(text);
for (const diagnostic of ts.getPreEmitDiagnostics(checked.made, checked.source)) {
    const position = checked.source.getLineAndCharacterOfPosition(diagnostic.start);
    const words = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
    const at = lineOf.get(position.line);
    if (at === undefined) {
        throw new Error(words);
    }
    problems[at].push(words);
}
const verdicts = requests.map((request, i) => ({ operation: matched[i]?.name ?? null, problems: problems[i] }));
process.stdout.write(JSON.stringify({ operations: all.length, verdicts }));
