import { badRequest, noSuch } from "../protocol/api-error.ts";
import { type RawValue, required, text } from "../protocol/parameters/parameter.ts";
import { controlRoute } from "./control-route.ts";

export const snapshotControls = [
  controlRoute({
    method: "POST",
    path: "/snapshots",
    parameters: { name: required(snapshotName) },
    handle: (world, { name }) => world.saveSnapshot(name),
  }),
  controlRoute({
    method: "GET",
    path: "/snapshots",
    handle: (world) => ({ snapshots: world.shelf.list() }),
  }),
  controlRoute({
    method: "POST",
    path: "/snapshots/:name/restore",
    handle: (world, _values, { name = "" }) => {
      if (!world.restoreSnapshot(name)) throw noSuch("snapshot", name);
      return { name, now: new Date(world.clock.nowMs()).toISOString() };
    },
  }),
  controlRoute({
    method: "DELETE",
    path: "/snapshots/:name",
    handle: (world, _values, { name = "" }) => {
      if (!world.shelf.remove(name)) throw noSuch("snapshot", name);
      return { name, deleted: true };
    },
  }),
];

function snapshotName(raw: RawValue, name: string): string {
  const value = text(64)(raw, name);
  if (!/^[\w-]+$/.test(value)) throw badRequest(undefined, "Must have letters, digits, _ and - only", name);
  return value;
}
