import type { Parameters, RawParameters, ValuesOf } from "../protocol/parameters/parameter.ts";
import { readParameters } from "../protocol/parameters/parameter.ts";
import type { World } from "../world.ts";

export type ControlRoute = {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  /** Answers JSON; throws `ApiError` for what it cannot take. Runs in one go. */
  readonly run: (world: World, raw: RawParameters, path: Readonly<Record<string, string>>) => unknown;
};

/** One URL under `/__simulator`. */
export function controlRoute<Shape extends Parameters>(definition: {
  readonly method: ControlRoute["method"];
  readonly path: string;
  readonly parameters?: Shape;
  readonly handle: (world: World, values: ValuesOf<Shape>, path: Readonly<Record<string, string>>) => unknown;
}): ControlRoute {
  const { method, path, parameters, handle } = definition;
  return {
    method,
    path: `/__simulator${path}`,
    run: (world, raw, pathValues) =>
      handle(world, readParameters(parameters ?? ({} as Shape), raw), pathValues),
  };
}
