import { NativeSelect, Tabs } from "@mantine/core";
import { callAnswerDays, callCompletionDays } from "@payrun/payouts-core";
import { PageTitle } from "@payrun/ui";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "../../app/session/me.ts";
import { callsSearch, callStatuses } from "./calls-search.ts";
import { MadeCalls } from "./made-calls.tsx";
import { ReceivedCalls } from "./received-calls.tsx";

/** Call Requests: those that a creator received, and those that anybody made. */
export function CallsPage() {
  const { t } = useTranslation("calls");
  const me = useMe();
  return (
    <>
      <PageTitle
        title={t("title")}
        description={
          <>
            {t(me.role === "creator" ? "description" : "descriptionForFans")}{" "}
            {t("expiry", { answerDays: callAnswerDays, completionDays: callCompletionDays })}
          </>
        }
      />
      {me.role === "creator" ? (
        <BothSides />
      ) : (
        <>
          <StatusFilter />
          <MadeCalls />
        </>
      )}
    </>
  );
}

function BothSides() {
  const { t } = useTranslation("calls");
  const { side = "received" } = useSearch({ from: "/shell/member/calls" });
  const navigate = useNavigate({ from: "/calls" });
  return (
    <Tabs
      keepMounted={false}
      value={side}
      onChange={(chosen) => void navigate({ search: callsSearch({ side: chosen }), replace: true })}
    >
      <Tabs.List aria-label={t("sides.label")} mb="lg">
        <Tabs.Tab value="received">{t("sides.received")}</Tabs.Tab>
        <Tabs.Tab value="made">{t("sides.made")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="received">
        <StatusFilter />
        <ReceivedCalls />
      </Tabs.Panel>
      <Tabs.Panel value="made">
        <StatusFilter />
        <MadeCalls />
      </Tabs.Panel>
    </Tabs>
  );
}

function StatusFilter() {
  const { t } = useTranslation("calls");
  const { status } = useSearch({ from: "/shell/member/calls" });
  const navigate = useNavigate({ from: "/calls" });
  return (
    <NativeSelect
      label={t("filter.label")}
      mb="lg"
      maw="18rem"
      value={status ?? ""}
      data={[
        { value: "", label: t("filter.all") },
        ...callStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
      ]}
      onChange={({ currentTarget: { value } }) =>
        void navigate({ search: (old) => callsSearch({ ...old, status: value }), replace: true })
      }
    />
  );
}
