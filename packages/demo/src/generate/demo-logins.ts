import { castRole } from "./cast-role.ts";
import { demoFanEmail } from "./demo-fans.ts";
import { demoPerson } from "./demo-people.ts";

/** What everybody of the demo signs in with. Only ever written into a simulator's database. */
export const demoPassword = "payrun-demo-2026";

/** Somebody of the demo to sign in as. */
export type DemoLogin = {
  readonly as: "creator" | "creator_with_missing_documents" | "fan";
  readonly email: string;
};

/** Whom to try first, in a demo of so many creators. */
export function demoLogins({
  seed,
  creators,
}: {
  readonly seed: string;
  readonly creators: number;
}): readonly DemoLogin[] {
  const indexes = Array.from({ length: Math.min(creators, 200) }, (_, index) => index);
  const blocked = indexes.find((index) => castRole(index) === "missingDocuments");
  const fan = demoFanEmail(1, 1);
  return [
    { as: "creator", email: demoPerson(seed, 0).email },
    ...(blocked === undefined
      ? []
      : [{ as: "creator_with_missing_documents" as const, email: demoPerson(seed, blocked).email }]),
    ...(fan === null ? [] : [{ as: "fan" as const, email: fan }]),
  ];
}
