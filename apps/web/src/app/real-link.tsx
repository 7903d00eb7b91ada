import { Anchor, Button } from "@mantine/core";
import { createLink } from "@tanstack/react-router";

/** A link to a page of the app that looks like one: `<RealLink to="/payouts">`. */
export const RealLink = createLink(Anchor<"a">);

/** A link that looks like a button. What acts is a `Button`; what goes somewhere is this. */
export const ButtonLink = createLink(Button<"a">);
