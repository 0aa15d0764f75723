// Reads what the schemas say about their fields: shape and type from the JSON Schema, meaning from the comments.
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** @typedef {Record<string, any>} Json */

/** @typedef {{ path: string, type: string, comment: string }} SchemaField */

/**
 * Comments of the fields of a zod schema by path (`injuries[].ais`), following constants of the same file.
 *
 * @param {string} file
 * @param {string} schema - name of the constant that holds the schema
 * @returns {Map<string, string>}
 */
export function readComments(file, schema) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  /** @type {Map<string, ts.Expression>} */
  const constants = new Map();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name) && initializer) constants.set(name.text, initializer);
    }
  }
  /** @type {Map<string, string>} */
  const comments = new Map();

  /** @type {(node: ts.Node, path: string) => void} */
  const visitValue = (node, path) => {
    if (ts.isIdentifier(node)) {
      const target = constants.get(node.text);
      if (target) visitValue(target, path);
    } else if (ts.isObjectLiteralExpression(node)) {
      visitObject(node, path);
    } else if (ts.isCallExpression(node)) {
      const { expression } = node;
      const isArray = ts.isPropertyAccessExpression(expression) && expression.name.text === 'array';
      if (ts.isPropertyAccessExpression(expression)) visitValue(expression.expression, path);
      const isShape =
        ts.isPropertyAccessExpression(expression) && /^(strictObject|array)$/.test(expression.name.text);
      if (isShape) for (const argument of node.arguments) visitValue(argument, isArray ? `${path}[]` : path);
    } else if (ts.isPropertyAccessExpression(node)) {
      visitValue(node.expression, path);
    }
  };

  /** @type {(node: ts.ObjectLiteralExpression, path: string) => void} */
  const visitObject = (node, path) => {
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) {
        visitValue(property.expression, path);
        continue;
      }
      if (
        !property.name ||
        !(ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property))
      )
        continue;
      const child = path === '' ? property.name.getText() : `${path}.${property.name.getText()}`;
      const text = ts
        .getJSDocCommentsAndTags(property)
        .map((doc) => (typeof doc.comment === 'string' ? doc.comment : ''))
        .join(' ')
        .replaceAll(/\s+/g, ' ')
        .trim();
      if (text !== '') comments.set(child, text);
      visitValue(ts.isPropertyAssignment(property) ? property.initializer : property.name, child);
    }
  };

  const start = constants.get(schema);
  if (!start) throw new Error(`${file} has no constant ${schema}`);
  visitValue(start, '');
  return comments;
}

/**
 * Fields of a JSON Schema in order.
 *
 * @param {Json} schema
 * @param {Map<string, string>} comments
 * @returns {SchemaField[]}
 */
export function listSchemaFields(schema, comments) {
  /** @type {SchemaField[]} */
  const fields = [];
  const resolve = (/** @type {Json} */ node) =>
    node.$ref ? schema.$defs[node.$ref.replace('#/$defs/', '')] : node;

  /** @type {(node: Json, path: string) => void} */
  const visit = (node, path) => {
    const options = (node.anyOf ?? [node]).map(resolve);
    for (const option of options) {
      if (option.type === 'array' && option.items) visit(resolve(option.items), `${path}[]`);
      for (const [key, child] of Object.entries(option.properties ?? {})) {
        const childPath = path === '' ? key : `${path}.${key}`;
        const isOptional = !(option.required ?? []).includes(key);
        const value = resolve(/** @type {Json} */ (child));
        fields.push({
          path: childPath,
          type: describe(value, resolve) + (isOptional ? ', may be absent' : ''),
          comment: comments.get(childPath) ?? '',
        });
        visit(value, childPath);
      }
    }
  };
  visit(schema, '');
  return fields;
}

/**
 * @param {Json} node
 * @param {(node: Json) => Json} resolve
 * @returns {string}
 */
function describe(node, resolve) {
  if (node.anyOf)
    return node.anyOf.map((/** @type {Json} */ each) => describe(resolve(each), resolve)).join(' or ');
  if (node.const !== undefined) return `\`${JSON.stringify(node.const)}\``;
  if (node.enum) return node.enum.map((/** @type {unknown} */ word) => `\`${word}\``).join(', ');
  if (node.type === 'array') return `list of ${describe(resolve(node.items ?? {}), resolve)}`;
  if (node.type === 'integer') return `whole number${range(node)}`;
  if (node.type === 'number') return `number${range(node)}`;
  if (node.type === 'string') return node.pattern?.includes('T') ? 'time' : node.pattern ? 'date' : 'text';
  return node.type ?? 'anything';
}

/** @param {Json} node */
function range({ minimum, maximum }) {
  const hasLeast = minimum !== undefined && minimum > -1e15;
  const hasMost = maximum !== undefined && maximum < 1e15;
  if (hasLeast && hasMost) return ` ${minimum} to ${maximum}`;
  if (hasLeast) return ` from ${minimum}`;
  return hasMost ? ` up to ${maximum}` : '';
}

/**
 * Members of an interface, in order.
 *
 * @param {string} file
 * @param {string} name
 * @returns {{ name: string, type: string, comment: string }[]}
 */
export function readInterface(file, name) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const found = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
  if (!found || !ts.isInterfaceDeclaration(found)) throw new Error(`${file} has no interface ${name}`);
  return found.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText() + (member.questionToken ? '?' : ''),
    type: (member.type?.getText() ?? '')
      .replaceAll(/\s+/g, ' ')
      .replaceAll('readonly ', '')
      // In a file what is undefined is absent, as the `?` says.
      .replace(/ \| undefined$/, member.questionToken ? '' : '$&'),
    comment: ts
      .getJSDocCommentsAndTags(member)
      .map((doc) => (typeof doc.comment === 'string' ? doc.comment.replaceAll(/\s+/g, ' ') : ''))
      .join(' '),
  }));
}
