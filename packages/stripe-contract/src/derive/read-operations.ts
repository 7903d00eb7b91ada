import { readFileSync } from "node:fs";
import ts from "typescript-compiler";

/** A method of the official client, and the request that it makes. */
export type Operation = {
  /** Without its ending: `…/resources/Transfers`. */
  readonly module: string;
  readonly className: string;
  readonly methodName: string;
  readonly method: string;
  /** `/v1/transfers/{id}` */
  readonly path: string;
};

/** Every call of `_makeRequest` in the methods of a module's classes. The verb and the path are only in the `.js`. */
export function readOperations(module: string): readonly Operation[] {
  const file = `${module}.js`;
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
  return source.statements.filter(ts.isClassDeclaration).flatMap((declaration) =>
    declaration.members.filter(ts.isMethodDeclaration).flatMap((member) =>
      requestsIn(member).map((request) => ({
        module,
        className: declaration.name?.text ?? "",
        methodName: member.name.getText(),
        ...request,
      })),
    ),
  );
}

function requestsIn(member: ts.MethodDeclaration): readonly { method: string; path: string }[] {
  const requests: { method: string; path: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText().endsWith("._makeRequest")) {
      const [verb, target] = node.arguments;
      const path = target === undefined ? null : pathOf(target);
      if (verb !== undefined && ts.isStringLiteral(verb) && path !== null)
        requests.push({ method: verb.text, path });
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(member);
  return requests;
}

/** The text of a literal, `{name}` for each part that is filled in. */
function pathOf(node: ts.Expression): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  const spans = node.templateSpans.map(({ expression, literal }) => {
    const value = ts.isCallExpression(expression) ? expression.arguments[0] : expression;
    return `{${value?.getText() ?? ""}}${literal.text}`;
  });
  return node.head.text + spans.join("");
}
