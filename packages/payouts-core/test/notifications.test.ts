import { expect, test } from "vitest";
import { alwaysToldKinds, creatorNotificationKinds, isCreatorNotificationKind } from "../src/index.ts";

test("a kind of notification is known by its name, and nothing else is one", () => {
  expect(creatorNotificationKinds.filter(isCreatorNotificationKind)).toEqual(creatorNotificationKinds);
  expect(["batch_completed", "", "constructor"].filter(isCreatorNotificationKind)).toEqual([]);
});

test("what is told whatever she prefers is among what can be told", () => {
  expect(alwaysToldKinds).toEqual(["destination_changed"]);
  expect(creatorNotificationKinds).toEqual(expect.arrayContaining([...alwaysToldKinds]));
});
