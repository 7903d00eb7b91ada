import { Button, Group, Stack, Text } from "@mantine/core";
import { EmptyState, PageTitle, QueryView } from "@payrun/ui";
import { IconCalendarOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../app/real-link.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { NotFoundPage } from "../../app/routes/not-found-page.tsx";
import { FileButtons } from "./file-links.tsx";
import { payoutsSearch } from "./payouts-search.ts";
import { MonthBoundaries } from "./year/month-boundaries.tsx";
import { YearInCurrency } from "./year/year-in-currency.tsx";

export function AnnualPage() {
  const { year: given } = useParams({ from: "/shell/member/creator/statements/$year" });
  const { year } = payoutsSearch({ year: given });
  return year === undefined ? <NotFoundPage /> : <Year year={year} />;
}

function Year({ year }: { year: number }) {
  const { t } = useTranslation("payouts");
  const trpc = useTRPC();
  const statement = useQuery(trpc.payouts.annual.queryOptions({ year }));
  const text = String(year);
  return (
    <>
      <PageTitle title={t("annual.titleOf", { year: text })} description={t("annual.lead")}>
        <FileButtons
          path={`/api/files/statements/${text}`}
          csvName={t("csvOfYear", { year: text })}
          pdfName={t("pdfOfYear", { year: text })}
        />
      </PageTitle>
      <YearSwitch year={year} />
      <QueryView query={statement}>
        {(loaded) =>
          loaded.currencies.length === 0 ? (
            <EmptyState
              icon={IconCalendarOff}
              title={t("annual.emptyTitle", { year: text })}
              text={t("annual.emptyText")}
            />
          ) : (
            <Stack gap="lg">
              {loaded.currencies.map((each) => (
                <YearInCurrency key={each.currency} statement={loaded} figures={each} />
              ))}
              <Text c="dimmed" size="sm" maw="46rem">
                {t("annual.taxLead")}
              </Text>
              <MonthBoundaries statement={loaded} />
            </Stack>
          )
        }
      </QueryView>
    </>
  );
}

/** The years that have a statement. */
function YearSwitch({ year }: { year: number }) {
  const { t } = useTranslation("payouts");
  const trpc = useTRPC();
  const years = useQuery(trpc.payouts.years.queryOptions()).data?.years ?? [];
  if (years.length === 0) return null;
  return (
    <Group component="nav" aria-label={t("annual.year")} gap="xs" mb="lg">
      {years.map((each) =>
        each === year ? (
          <Button key={each} aria-current="page" component="span" variant="light">
            {each}
          </Button>
        ) : (
          <ButtonLink key={each} to="/statements/$year" params={{ year: String(each) }} variant="default">
            {each}
          </ButtonLink>
        ),
      )}
    </Group>
  );
}
