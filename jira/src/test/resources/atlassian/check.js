// Atlassian's own schema of documents and grammar of queries. One request a line, one answer a line, both JSON.
'use strict';

const fs = require('fs');
const path = require('path');
const readline = require('readline');
const Ajv = require('ajv');
const { CharStreams, CommonTokenStream } = require('antlr4ts');
const { JQLLexer, JQLParser } = require('@atlaskit/jql-parser');

const schema = JSON.parse(
    fs.readFileSync(path.join(__dirname, 'node_modules/@atlaskit/adf-schema/dist/json-schema/v1/full.json'), 'utf8'));
// It says draft 4, but uses nothing in which the drafts differ.
delete schema.$schema;
const validate = new Ajv({ strict: false }).compile(schema);

function parse(text) {
    const problems = [];
    const listener = { syntaxError: (r, s, line, column, message) => problems.push(column + ': ' + message) };
    const lexer = new JQLLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    lexer.addErrorListener(listener);
    const parser = new JQLParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    parser.addErrorListener(listener);
    const tree = parser.jqlQuery();
    return { problems, tree: shape(tree), values: values(tree) };
}

function rule(node) {
    return node.children ? JQLParser.ruleNames[node.ruleIndex] : null;
}

// The clauses with all their parentheses and without their values.
function shape(node) {
    if (!node.children) {
        return node.text === '<EOF>' ? '' : node.text;
    }
    const parts = () => node.children.map(shape).filter(part => part !== '');
    switch (rule(node)) {
        case 'jqlString':
            return quoted(node.text) ? '?' : node.text;
        case 'jqlOrClause':
        case 'jqlAndClause':
            return node.children.length === 1 ? shape(node.children[0]) : '<' + parts().join(' ') + '>';
        case 'jqlSubClause':
            return shape(node.children[1]);
        default:
            return parts().join(' ');
    }
}

function quoted(text) {
    return text.startsWith('"') && text.endsWith('"');
}

function values(node) {
    if (rule(node) === 'jqlString') {
        return quoted(node.text) ? [unescaped(node.text.slice(1, -1))] : [];
    }
    return (node.children || []).flatMap(values);
}

function unescaped(text) {
    const signs = { n: '\n', r: '\r', t: '\t' };
    return text.replace(/\\(u([0-9a-fA-F]{4})|.)/g,
        (all, sign, code) => code ? String.fromCharCode(parseInt(code, 16)) : signs[sign] || sign);
}

readline.createInterface({ input: process.stdin }).on('line', line => {
    const request = JSON.parse(line);
    let answer;
    if (request.kind === 'document') {
        answer = { problems: validate(request.document) ? [] : validate.errors.slice(0, 5).map(e => JSON.stringify(e)) };
    } else {
        answer = parse(request.text);
    }
    process.stdout.write(JSON.stringify(answer).replace(/[\u0080-\uffff]/g,
        c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')) + '\n');
});
