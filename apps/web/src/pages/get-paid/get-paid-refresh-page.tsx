import { Button, Group, Stack, Text } from "@mantine/core";
import { LoadingState, PageTitle, QueryView } from "@payrun/ui";
import { Navigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../app/real-link.tsx";
import { StripeRefusal } from "./to-stripe/stripe-refusal.tsx";
import { useOnboardingPage } from "./to-stripe/use-stripe-page.ts";
import { useAccount, useOnce } from "./use-account.ts";

/** Where Stripe sends a creator whose link was used or had expired: she gets a new one, behind the sign-in. */
export function GetPaidRefreshPage() {
  const { t } = useTranslation("getPaid");
  const { status } = useAccount();
  return (
    <>
      <PageTitle title={t("refresh.title")} />
      <QueryView query={status}>
        {({ step }) =>
          // Whoever comes here without a link of ours opens no account by coming, and is not sent away for nothing.
          step === "continue_onboarding" || step === "hand_in" ? (
            <NewLink />
          ) : (
            <Navigate to="/get-paid" replace />
          )
        }
      </QueryView>
    </>
  );
}

function NewLink() {
  const { t } = useTranslation("getPaid");
  const page = useOnboardingPage();
  useOnce(true, page.open);
  if (page.error === null)
    return (
      <>
        <Text mb="md">{t("refresh.opening")}</Text>
        <LoadingState />
        <StripeRefusal page={page} />
      </>
    );
  return (
    <Stack align="flex-start">
      <StripeRefusal page={page} />
      <Group>
        <Button aria-disabled={page.isOpening} onClick={() => page.open()}>
          {t("refresh.retry")}
        </Button>
        <ButtonLink to="/get-paid" variant="default">
          {t("return.toGetPaid")}
        </ButtonLink>
      </Group>
    </Stack>
  );
}
