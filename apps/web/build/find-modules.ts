import { build, type Rolldown, type UserConfig } from "vite";

type Chunk = Rolldown.OutputChunk;

export type Modules = {
  /** What the start page needs: reached from the entry without waiting. */
  readonly first: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
};

/**
 * The modules that the app is made of, by their files. Found by building once without writing: only then is it known what of
 * a library is used.
 *
 * @param config as the app is built, but for how it is cut into pieces.
 */
export async function findModules(config: UserConfig): Promise<Modules> {
  const built = await build({
    ...config,
    configFile: false,
    logLevel: "error",
    build: { ...config.build, write: false, minify: false },
  });
  const chunks = chunksOf(built);
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const reached = new Set<Chunk>();
  const reach = (chunk: Chunk | undefined): void => {
    if (chunk === undefined || reached.has(chunk)) return;
    reached.add(chunk);
    for (const name of chunk.imports) reach(byName.get(name));
  };
  for (const chunk of chunks) if (chunk.isEntry) reach(chunk);
  return { first: modulesOf([...reached]), all: modulesOf(chunks) };
}

function modulesOf(chunks: readonly Chunk[]): ReadonlySet<string> {
  return new Set(chunks.flatMap((chunk) => Object.keys(chunk.modules)));
}

function chunksOf(built: Awaited<ReturnType<typeof build>>): readonly Chunk[] {
  if (!("output" in built)) throw new Error("one build was asked for, and something else came back");
  return built.output.filter((file) => file.type === "chunk");
}
