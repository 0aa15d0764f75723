import ts from 'typescript';

/** Exact by IEEE 754 or on integers, so the same on every engine. Everything else in `Math` may round differently. */
const exactMath = new Set(
  'E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2 abs ceil clz32 floor fround imul max min round sign sqrt trunc'.split(
    ' ',
  ),
);

/** Globals that read a clock, a random source, the locale or the host. */
const hostGlobals = new Set(
  (
    'Date Intl Temporal performance crypto process navigator globalThis global window self require ' +
    'console fetch setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame ' +
    'WeakRef FinalizationRegistry SharedArrayBuffer Atomics'
  ).split(' '),
);

const localeMethods = /^(toLocale\w*|localeCompare)$/;
const sortMethods = new Set(['sort', 'toSorted']);

/** Something that may make two machines, two runs or two engine versions disagree. */
export interface DeterminismBreach {
  readonly line: number;
  readonly what: string;
}

/**
 * Finds what could make the engine's output depend on anything but its arguments.
 *
 * It reads the syntax tree, so comments, strings and property names do not trip it, and a local variable that
 * happens to be called `process` does (rename it).
 *
 * @param source - TypeScript source text
 * @returns breaches in source order, lines counted from 1
 */
export function findDeterminismBreaches(source: string): DeterminismBreach[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2023, true);
  const breaches: DeterminismBreach[] = [];
  const report = (node: ts.Node, what: string): void => {
    breaches.push({ line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, what });
  };

  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isReference(node)) {
      if (node.text === 'Math') checkMath(node, report);
      else if (hostGlobals.has(node.text)) report(node, node.text);
    } else if (ts.isPropertyAccessExpression(node) && localeMethods.test(node.name.text)) {
      report(node.name, node.name.text);
    } else if (ts.isCallExpression(node)) {
      checkSort(node, report);
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword) report(node, 'import()');
    } else if (ts.isBinaryExpression(node) && isPower(node.operatorToken.kind) && !isPowerOfTwo(node)) {
      report(node.operatorToken, '**');
    } else if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      report(node, 'import.meta');
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return breaches;
}

/** `a.Date`, `{ Date: 1 }` and the like name a property, not the global. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  if (ts.isQualifiedName(parent)) return parent.right !== node;
  if (ts.isBindingElement(parent)) return parent.propertyName !== node;
  const isMember =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent);
  return !(isMember && parent.name === node);
}

/** `Math` may stand only as `Math.name` with an exact name: no alias, no destructuring, no computed name. */
function checkMath(node: ts.Identifier, report: (node: ts.Node, what: string) => void): void {
  const { parent } = node;
  if (!ts.isPropertyAccessExpression(parent)) report(node, 'Math other than Math.name');
  else if (!exactMath.has(parent.name.text)) report(node, `Math.${parent.name.text}`);
}

/** Without a comparison, `sort()` orders numbers as text: 10 before 9. */
function checkSort(call: ts.CallExpression, report: (node: ts.Node, what: string) => void): void {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !sortMethods.has(callee.name.text)) return;
  const [comparison] = call.arguments;
  const isMissing = !comparison || (ts.isIdentifier(comparison) && comparison.text === 'undefined');
  if (isMissing) report(callee.name, `${callee.name.text}() without a comparison`);
}

function isPower(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.AsteriskAsteriskToken || kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken;
}

/** `2 ** -28`: a power of two written out is exact everywhere. */
function isPowerOfTwo({ left, operatorToken, right }: ts.BinaryExpression): boolean {
  if (operatorToken.kind !== ts.SyntaxKind.AsteriskAsteriskToken) return false;
  const exponent =
    ts.isPrefixUnaryExpression(right) && right.operator === ts.SyntaxKind.MinusToken ? right.operand : right;
  return left.getText() === '2' && ts.isNumericLiteral(exponent) && Number.isInteger(Number(exponent.text));
}
