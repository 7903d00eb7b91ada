import { Card, Group, Text, Title } from "@mantine/core";
import { useId, type ReactNode } from "react";

export type SectionProps = {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** Buttons at the side of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A part of a page with a heading of its own (`h2`), on a card. */
export function Section({ title, description, actions, children }: SectionProps) {
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id}>
      <Group justify="space-between" align="flex-start" mb="md" gap="sm">
        <div>
          <Title order={2} id={id}>
            {title}
          </Title>
          {description === undefined ? null : (
            <Text c="dimmed" size="sm" mt={2} maw="42rem">
              {description}
            </Text>
          )}
        </div>
        {actions}
      </Group>
      {children}
    </Card>
  );
}
