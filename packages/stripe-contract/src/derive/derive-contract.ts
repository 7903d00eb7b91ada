import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript-compiler";
import type { DerivedContract, DerivedEndpoint, Schema } from "../schema.ts";
import { clientFolder, readClientVersion, resourceModules } from "./official-client.ts";
import { type Operation, readOperations } from "./read-operations.ts";
import { SchemaBook } from "./schema-book.ts";
import { servedPaths } from "./served-paths.ts";

/**
 * Derives the contract from the installed `stripe` package: verbs and paths from its `.js`, parameters and answers from
 * its `.d.ts`. Takes seconds. Throws when a method or a type is of a form that is not known here.
 */
export function deriveContract(): DerivedContract {
  const operations = resourceModules()
    .flatMap(readOperations)
    .filter(({ path }) => servedPaths.some((served) => served.test(path)));
  const errorsModule = join(clientFolder, "Types.d.ts");
  const paymentsModule = join(clientFolder, "resources", "PaymentIntents.d.ts");
  const modules = new Set(operations.map(({ module }) => `${module}.d.ts`));
  const program = ts.createProgram([...modules, errorsModule, paymentsModule], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const book = new SchemaBook(checker);
  const endpoints = operations.map((operation) =>
    endpointOf(operation, methodOf(program, operation), checker, book),
  );
  return {
    stripeVersion: readClientVersion(),
    apiVersion: /'([^']+)'/.exec(readFileSync(join(clientFolder, "apiVersion.js"), "utf8"))?.[1] ?? "",
    endpoints,
    objects: book.objects,
    errorCodes: literalsOf(program, paymentsModule, ["PaymentIntent", "LastPaymentError", "Code"]),
    errorTypes: literalsOf(program, errorsModule, ["RawErrorType"]),
  };
}

function methodOf(program: ts.Program, { module, className, methodName }: Operation): ts.MethodDeclaration {
  const declaration = program
    .getSourceFile(`${module}.d.ts`)
    ?.statements.filter(ts.isClassDeclaration)
    .find(({ name }) => name?.text === className);
  const method = declaration?.members
    .filter(ts.isMethodDeclaration)
    .find(({ name }) => name.getText() === methodName);
  if (method === undefined) throw new Error(`${module}.d.ts has no ${className}.${methodName}`);
  return method;
}

function endpointOf(
  { method, path }: Operation,
  declaration: ts.MethodDeclaration,
  checker: ts.TypeChecker,
  book: SchemaBook,
): DerivedEndpoint {
  const signature = checker.getSignatureFromDeclaration(declaration);
  const given = signature?.getParameters().find(({ name }) => name === "params");
  const parameters =
    given === undefined ? null : book.schemaOf(checker.getNonNullableType(checker.getTypeOfSymbol(given)));
  const answer = signature === undefined ? undefined : answerOf(signature.getReturnType(), checker, book);
  if (answer === undefined) throw new Error(`${method} ${path}: the answer's type is not a promise`);
  return { method, path, parameters, answer };
}

/** `Promise<Response<Transfer>>`; a page of a list is what `ApiListPromise<Transfer>` resolves to. */
function answerOf(promise: ts.Type, checker: ts.TypeChecker, book: SchemaBook): Schema | undefined {
  const response = checker.getAwaitedType(promise);
  const answer = response?.aliasSymbol?.name === "Response" ? response.aliasTypeArguments?.[0] : undefined;
  return answer === undefined ? undefined : book.schemaOf(answer);
}

/** The texts that a type of literals names. */
function literalsOf(program: ts.Program, file: string, path: readonly string[]): readonly string[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  let scope = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  for (const name of path) scope = scope?.exports?.get(ts.escapeLeadingUnderscores(name));
  const type = scope === undefined ? undefined : checker.getDeclaredTypeOfSymbol(scope);
  const literals = (type?.isUnion() === true ? type.types : []).filter((each) => each.isStringLiteral());
  if (literals.length === 0) throw new Error(`${file} has no literals ${path.join(".")}`);
  return literals.map(({ value }) => value).toSorted();
}
