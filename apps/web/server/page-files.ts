import { readFileSync } from "node:fs";

/** Stands in built files where each answer has a nonce of its own. */
export const noncePlace = "__CSP_NONCE__";

type Page = { readonly pattern: URLPattern; readonly links: readonly string[] };

/** The files of each page, as the build wrote them down: by its path, e.g. `/payouts/$payoutItemId`. */
export class PageFiles {
  readonly #pages: readonly Page[];

  /** @param file written by `build/list-page-files.ts`. */
  constructor(file: string) {
    const filesOf = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, readonly string[]>>;
    this.#pages = Object.entries(filesOf).map(([path, files]) => ({
      pattern: new URLPattern({ pathname: path.replaceAll("$", ":") }),
      links: files.map(linkTo),
    }));
  }

  /** Elements of a head that fetch what the page at a path needs, before its scripts know that they do. */
  linksFor(pathname: string): readonly string[] {
    const page = this.#pages.find(({ pattern }) => pattern.test({ pathname }));
    return page?.links ?? [];
  }
}

function linkTo(file: string): string {
  const href = `href="/${file}" nonce="${noncePlace}"`;
  return file.endsWith(".css")
    ? `<link rel="preload" as="style" crossorigin ${href}>`
    : `<link rel="modulepreload" ${href}>`;
}
