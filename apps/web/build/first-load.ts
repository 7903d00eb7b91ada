import { build, type Rolldown, type UserConfig } from "vite";

type Chunk = Rolldown.OutputChunk;

/**
 * The modules that the start page needs, by their files: what is reached from the entry without waiting. Found by building once without writing: only then is it known what of a library is used.
 *
 * @param config as the app is built, but for how it is cut into pieces.
 */
export async function firstLoad(config: UserConfig): Promise<ReadonlySet<string>> {
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
  return new Set([...reached].flatMap((chunk) => Object.keys(chunk.modules)));
}

function chunksOf(built: Awaited<ReturnType<typeof build>>): readonly Chunk[] {
  if (!("output" in built)) throw new Error("one build was asked for, and something else came back");
  return built.output.filter((file) => file.type === "chunk");
}
