// Holds requests against Atlassian's OpenAPI document of Jira Cloud, as the package jira.js generates it: a function for
// each operation, which is asked with marked parameters what it would send, and a zod schema of its parameters.
// Standard input: [{method, path, query: {name: [value]}, body}]; output: [{operation or null, problems}].
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const root = pathToFileURL(path.join(process.cwd(), "node_modules/jira.js/dist/")).href;

/** Stands for a parameter wherever the operation puts it; not a text, which would be taken for wiki markup. */
class Mark {
    constructor(name) {
        this.name = name;
    }
    toString() {
        return "{" + this.name + "}";
    }
}

async function sent(operation) {
    let config;
    const marks = new Proxy({}, { get: (_, name) => (typeof name === "symbol" ? undefined : new Mark(name)) });
    const client = {
        sendRequest: async (seen) => {
            config ??= seen;
            return {};
        },
    };
    try {
        await operation(client, marks);
    } catch (e) {
        // what it does with the answer does not matter
    }
    return config;
}

async function operationsOf(product) {
    const api = await import(root + product + "/api/index.js");
    const schemas = await import(root + product + "/parameters/index.js");
    const operations = [];
    for (const [name, operation] of Object.entries(api)) {
        const config = typeof operation === "function" ? await sent(operation) : undefined;
        if (config === undefined) {
            continue;
        }
        operations.push({
            name,
            method: config.method,
            template: config.url.split("/"),
            query: config.searchParams ?? {},
            body: config.body,
            schema: schemas[name.charAt(0).toUpperCase() + name.slice(1) + "Schema"],
        });
    }
    return operations;
}

function isPlace(segment) {
    return /^\{.+\}$/.test(segment);
}

function fits(operation, method, segments) {
    return (
        operation.method === method &&
        operation.template.length === segments.length &&
        operation.template.every((expected, i) => (isPlace(expected) ? segments[i] !== "" : expected === segments[i]))
    );
}

/** What a text in a query may mean: the document tells which of them it takes. */
function meanings(values) {
    const single = [];
    if (values.length === 1) {
        const value = values[0];
        single.push(value);
        if (/^-?\d+(\.\d+)?$/.test(value)) {
            single.push(Number(value));
        }
        if (value === "true" || value === "false") {
            single.push(value === "true");
        }
        single.push(value.split(","));
    }
    const numbers = values.map(Number);
    return [...single, values, ...(numbers.some(Number.isNaN) ? [] : [numbers])];
}

function shapeOf(schema) {
    return schema?.shape ?? schema?.in?.shape ?? schema?._zod?.def?.shape ?? {};
}

function lost(given, parsed, place, problems) {
    if (given === null || typeof given !== "object" || parsed === null || typeof parsed !== "object") {
        return;
    }
    for (const [name, value] of Object.entries(given)) {
        if (!(name in parsed)) {
            problems.push("unknown member " + place + "/" + name);
        } else {
            lost(value, parsed[name], place + "/" + name, problems);
        }
    }
}

function check(operation, request, segments) {
    const problems = [];
    const parameters = {};
    const shape = shapeOf(operation.schema);
    operation.template.forEach((expected, i) => {
        if (isPlace(expected)) {
            const name = expected.slice(1, -1);
            const value = decodeURIComponent(segments[i]);
            const field = shape[name];
            parameters[name] =
                field && !field.safeParse(value).success && field.safeParse(Number(value)).success
                    ? Number(value)
                    : value;
        }
    });
    for (const [name, values] of Object.entries(request.query)) {
        const mark = operation.query[name];
        if (!(mark instanceof Mark)) {
            problems.push("unknown query parameter " + name);
            continue;
        }
        const field = shape[mark.name];
        const meaning = field && meanings(values).find((candidate) => field.safeParse(candidate).success);
        if (meaning === undefined) {
            problems.push("query parameter " + name + " cannot be " + JSON.stringify(values));
        } else {
            parameters[mark.name] = meaning;
        }
    }
    const body = request.body ?? undefined;
    if (operation.body instanceof Mark) {
        if (body !== undefined) {
            parameters[operation.body.name] = body;
        }
    } else if (operation.body === undefined) {
        if (body !== undefined) {
            problems.push("it takes no body");
        }
    } else {
        for (const [name, value] of Object.entries(body ?? {})) {
            const mark = operation.body[name];
            if (mark instanceof Mark) {
                parameters[mark.name] = value;
            } else {
                problems.push("unknown member /" + name);
            }
        }
    }
    if (operation.schema === undefined) {
        // An operation without parameters has none.
        if (Object.keys(parameters).length > 0) {
            problems.push("the package has no schema of " + operation.name);
        }
        return problems;
    }
    const result = operation.schema.safeParse(parameters);
    if (result.success) {
        lost(parameters, result.data, "", problems);
    } else {
        for (const issue of result.error.issues) {
            problems.push("/" + issue.path.join("/") + ": " + issue.message);
        }
    }
    return problems;
}

const operations = [...(await operationsOf("cloud")), ...(await operationsOf("agile"))];
const verdicts = JSON.parse(readFileSync(0, "utf8")).map((request) => {
    const segments = request.path.split("/");
    const literal = (operation) => operation.template.filter((segment) => !isPlace(segment)).length;
    const found = operations
        .filter((operation) => fits(operation, request.method, segments))
        .sort((a, b) => literal(b) - literal(a))[0];
    return found === undefined
        ? { operation: null, problems: ["there is no such operation"] }
        : { operation: found.name, problems: check(found, request, segments) };
});
process.stdout.write(JSON.stringify({ operations: operations.length, verdicts }));
