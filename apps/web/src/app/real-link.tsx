import { Anchor, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

/** A link to a page of the app that looks like one: `<RealLink to="/payouts">`. */
export const RealLink = createLink(Anchor<"a">);

function ButtonAnchor(props: ButtonProps & Omit<ComponentPropsWithRef<"a">, keyof ButtonProps>) {
  return <Button component="a" {...props} />;
}

/** A link that looks like a button. What acts is a `Button`; what goes somewhere is this. */
export const ButtonLink = createLink(ButtonAnchor);
