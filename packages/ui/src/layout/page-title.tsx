import { Group, Text, Title } from "@mantine/core";
import { createContext, useContext, useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Somebody who wants to know when a page has come: the shell, which moves the focus and tells screen readers. */
export const ArrivalContext = createContext<(heading: HTMLElement) => void>(() => undefined);

export type PageTitleProps = {
  /** Also the document's title. */
  readonly title: string;
  /** One sentence below it. */
  readonly description?: ReactNode;
  /** Buttons at its side. */
  readonly children?: ReactNode;
};

/** The one `h1` of a page. Mount it once per page, also while the page loads. */
export function PageTitle({ title, description, children }: PageTitleProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const arrive = useContext(ArrivalContext);
  useEffect(() => {
    if (heading.current !== null) arrive(heading.current);
  }, [arrive]);
  return (
    <Group component="header" justify="space-between" align="flex-start" gap="md" mb="lg">
      <title>{t("documentTitle", { page: title })}</title>
      <div>
        <Title order={1} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {description === undefined ? null : (
          <Text c="dimmed" mt={4} maw="46rem">
            {description}
          </Text>
        )}
      </div>
      {children === undefined ? null : <Group gap="sm">{children}</Group>}
    </Group>
  );
}
