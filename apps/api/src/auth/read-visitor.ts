import { findSession, type Sql } from "@payrun/db";
import type { Visitor } from "../trpc/visitor.ts";
import { sessionTokenOf } from "./session-cookie.ts";

/**
 * Who asks, read anew for every request in one statement: a session that was revoked, or a user who was banned, a moment
 * ago is seen to be so. Null: nobody who is signed in.
 */
export async function readVisitor(
  sql: Sql,
  headers: { readonly cookie?: string | undefined },
  authSecret: string,
): Promise<Visitor | null> {
  const token = sessionTokenOf(headers.cookie, authSecret);
  return token === null ? null : findSession(sql, token);
}
