import { badRequest, noSuch } from "../protocol/api-error.ts";
import { object, oneOf, required, text } from "../protocol/parameters/parameter.ts";
import type { Access } from "../protocol/restricted-key-row.ts";
import { controlRoute } from "./control-route.ts";

const access = oneOf("none", "read", "write");

export const keyControls = [
  controlRoute({
    method: "POST",
    path: "/restricted-keys",
    parameters: {
      /** `rk_test_…` */
      key: required(text(255)),
      /** By the first word of the URL: `{"transfers": "write", "balance": "read"}`; what is missing is none. */
      permissions: required(object),
    },
    handle: ({ state }, { key, permissions }) => {
      if (!/^rk_test_\w+$/.test(key))
        throw badRequest(undefined, "Must be a restricted test key, rk_test_…", "key");
      const granted: Record<string, Access> = Object.fromEntries(
        Object.entries(permissions).map(([name, value]) => [name, access(value, `permissions.${name}`)]),
      );
      state.restrictedKeys.put({ id: key, permissions: granted });
      return { key, permissions: granted };
    },
  }),
  controlRoute({
    method: "GET",
    path: "/restricted-keys",
    handle: ({ state }) => ({
      keys: [...state.restrictedKeys.values()].map(({ id, permissions }) => ({ key: id, permissions })),
    }),
  }),
  controlRoute({
    method: "DELETE",
    path: "/restricted-keys/:key",
    handle: ({ state }, _values, { key = "" }) => {
      if (state.restrictedKeys.get(key) === undefined) throw noSuch("restricted key", key);
      state.restrictedKeys.remove(key);
      return { key, deleted: true };
    },
  }),
];
