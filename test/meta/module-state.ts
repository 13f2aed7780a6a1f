import path from 'node:path';
import ts from 'typescript';

/** Methods that change an array, a map or a set, or their first argument in the case of `Object` and `Reflect`. */
const MUTATING_METHODS = new Set(
  'add clear copyWithin delete fill pop push reverse set shift sort splice unshift'.split(' '),
);
const MUTATING_FUNCTIONS = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf', 'set']);

/**
 * Finds the state that modules keep between calls: top-level `let` and `var`, instances, functions that hide state in a
 * closure, writable static properties, and constants whose contents some module changes.
 *
 * @param entries - absolute paths; the modules that they import as values are searched too, packages are not
 * @param readFile - returns the text of a module
 * @returns one `file: name (reason)` per finding, with the file relative to the root
 */
export function findModuleState(entries: readonly string[], root: string, readFile: ReadFile): string[] {
  const program = createProgram(entries, readFile);
  const checker = program.getTypeChecker();
  const files = reachableFiles(program, entries);
  const findings = new Set<string>();
  const report = (node: ts.Node, name: string, reason: string) =>
    findings.add(`${path.relative(root, node.getSourceFile().fileName)}: ${name} (${reason})`);

  for (const file of files) {
    for (const statement of file.statements) {
      if (ts.isVariableStatement(statement)) checkVariables(statement.declarationList, report);
    }
    visit(file, (node) => {
      if (ts.isPropertyDeclaration(node) && isWritableStatic(node)) {
        report(node, node.name.getText(), 'writable static property');
      }
      const declaration = topLevelDeclaration(checker, changedVariable(node));
      if (declaration && files.has(declaration.getSourceFile())) {
        report(declaration, declaration.name.getText(), 'contents change');
      }
    });
  }
  return [...findings].sort();
}

type ReadFile = (file: string) => string | undefined;

/** Without packages and the standard library, which take seconds to parse and declare nothing that is searched. */
function createProgram(entries: readonly string[], readFile: ReadFile): ts.Program {
  const options: ts.CompilerOptions = { noLib: true, types: [], target: ts.ScriptTarget.ES2023 };
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    fileExists: (file) => readFile(file) !== undefined,
    readFile,
    getSourceFile(file) {
      const text = readFile(file);
      return text === undefined ? undefined : ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
    },
    resolveModuleNameLiterals: (specifiers, importer) =>
      specifiers.map(({ text }) => ({
        resolvedModule: text.startsWith('.')
          ? { resolvedFileName: resolveModule(importer, text), extension: ts.Extension.Ts }
          : undefined,
      })),
  };
  return ts.createProgram(entries, options, host);
}

function resolveModule(importer: string, specifier: string): string {
  return path.resolve(path.dirname(importer), specifier.replace(/\.js$/, '.ts'));
}

type Report = (node: ts.Node, name: string, reason: string) => void;

function reachableFiles(program: ts.Program, entries: readonly string[]): Set<ts.SourceFile> {
  const files = new Set<ts.SourceFile>();
  const add = (fileName: string) => {
    const file = program.getSourceFile(fileName);
    if (!file || files.has(file)) return;
    files.add(file);
    for (const statement of file.statements) {
      const specifier = valueImport(statement);
      if (specifier?.startsWith('.')) add(resolveModule(fileName, specifier));
    }
  };
  entries.forEach(add);
  return files;
}

function valueImport(statement: ts.Statement): string | undefined {
  if (ts.isImportDeclaration(statement)) {
    if (statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return undefined;
  } else if (!ts.isExportDeclaration(statement) || statement.isTypeOnly) {
    return undefined;
  }
  const { moduleSpecifier } = statement;
  return moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
}

function checkVariables(list: ts.VariableDeclarationList, report: Report): void {
  if (list.declarations[0] && ts.getCombinedModifierFlags(list.declarations[0]) & ts.ModifierFlags.Ambient) return;
  for (const declaration of list.declarations) {
    const name = declaration.name.getText();
    const initializer = declaration.initializer && unwrap(declaration.initializer);
    if (!(list.flags & ts.NodeFlags.Const)) report(declaration, name, 'not a constant');
    else if (initializer && ts.isNewExpression(initializer)) report(declaration, name, 'instance');
    else if (initializer && isImmediatelyCalledFunction(initializer)) report(declaration, name, 'closure');
  }
}

function isImmediatelyCalledFunction(node: ts.Expression): boolean {
  if (!ts.isCallExpression(node)) return false;
  const callee = unwrap(node.expression);
  return ts.isArrowFunction(callee) || ts.isFunctionExpression(callee);
}

function isWritableStatic(node: ts.PropertyDeclaration): boolean {
  const flags = ts.getCombinedModifierFlags(node);
  return Boolean(flags & ts.ModifierFlags.Static) && !(flags & ts.ModifierFlags.Readonly);
}

/** The variable whose contents an expression changes: `x` of `x.y = 1`, `x.push(1)`, `delete x.y` or `Object.assign(x)`. */
function changedVariable(node: ts.Node): ts.Identifier | undefined {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return rootOf(node.left);
  if (ts.isPostfixUnaryExpression(node) || ts.isDeleteExpression(node)) {
    return rootOf(ts.isDeleteExpression(node) ? node.expression : node.operand);
  }
  if (ts.isPrefixUnaryExpression(node)) {
    const changes = node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
    return changes ? rootOf(node.operand) : undefined;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: target, name } = node.expression;
  if (/^(Object|Reflect)$/.test(target.getText())) {
    return MUTATING_FUNCTIONS.has(name.text) ? rootOf(node.arguments[0]) : undefined;
  }
  return MUTATING_METHODS.has(name.text) ? rootOf(target) : undefined;
}

function isAssignment(operator: ts.SyntaxKind): boolean {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}

function unwrap(expression: ts.Expression): ts.Expression {
  let node = expression;
  while (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  ) {
    node = node.expression;
  }
  return node;
}

function rootOf(expression: ts.Expression | undefined): ts.Identifier | undefined {
  let node = expression && unwrap(expression);
  while (node && (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))) {
    node = unwrap(node.expression);
  }
  return node && ts.isIdentifier(node) ? node : undefined;
}

function topLevelDeclaration(
  checker: ts.TypeChecker,
  identifier: ts.Identifier | undefined,
): ts.VariableDeclaration | undefined {
  let symbol = identifier && checker.getSymbolAtLocation(identifier);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  const declaration = symbol?.valueDeclaration;
  return declaration && ts.isVariableDeclaration(declaration) && ts.isSourceFile(declaration.parent.parent.parent)
    ? declaration
    : undefined;
}

function visit(node: ts.Node, action: (node: ts.Node) => void): void {
  action(node);
  ts.forEachChild(node, (child) => visit(child, action));
}
