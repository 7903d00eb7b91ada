type Route = { readonly method: string; readonly path: string };

export type Match<R extends Route> = { readonly route: R; readonly path: Readonly<Record<string, string>> };

/** Finds the route of a method and path, `:name` standing for one segment; undefined for an unknown URL. */
export function router<R extends Route>(
  routes: readonly R[],
): (method: string, path: string) => Match<R> | undefined {
  const patterns = Map.groupBy(
    routes.map((route) => ({ route, segments: route.path.split("/") })),
    ({ route, segments }) => `${route.method} ${segments.length}`,
  );
  return (method, path) => {
    const segments = path.split("/");
    for (const pattern of patterns.get(`${method} ${segments.length}`) ?? []) {
      const values = bind(pattern.segments, segments);
      if (values !== undefined) return { route: pattern.route, path: values };
    }
    return undefined;
  };
}

function bind(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? "";
    if (expected.startsWith(":")) {
      if (segment === "") return undefined;
      values[expected.slice(1)] = decoded(segment);
    } else if (segment !== expected) return undefined;
  }
  return values;
}

/** A broken escape is an id that nobody has. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
