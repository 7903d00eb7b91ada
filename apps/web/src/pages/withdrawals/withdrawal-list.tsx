import { Button } from "@mantine/core";
import {
  Amount,
  ConfirmDialog,
  DoneNote,
  EmptyState,
  Instant,
  ResponsiveTable,
  StatusBadge,
  type Column,
  type StatusTone,
} from "@payrun/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../app/trpc.ts";
import { useTokenWords } from "../wallet/use-token-words.ts";
import type { WithdrawalStatus } from "./withdrawal-status.ts";

type Request = WithdrawalStatus["requests"][number];

const toneOf = {
  requested: "waiting",
  approved: "good",
  declined: "bad",
  canceled: "neutral",
  paid: "good",
} as const satisfies Record<Request["status"], StatusTone>;

/** What she asked for, and what came of it. */
export function WithdrawalList({ requests }: { requests: readonly Request[] }) {
  const { t } = useTranslation("withdrawals");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<Request | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const cancel = useMutation(
    trpc.withdrawals.cancel.mutationOptions({
      // The dialog stays until the list is new: it would give the focus back to a button that is about to leave.
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.withdrawals.pathFilter());
        setAsking(null);
      },
    }),
  );
  const isCanceled = asking === null && cancel.isSuccess;
  useEffect(() => {
    if (isCanceled) list.current?.focus();
  }, [isCanceled]);
  const columns = useColumns((request) => {
    cancel.reset();
    setAsking(request);
  });
  return (
    <div ref={list} tabIndex={-1}>
      {requests.length === 0 ? (
        <EmptyState title={t("emptyTitle")} />
      ) : (
        <ResponsiveTable
          caption={t("requestsCaption")}
          columns={columns}
          rows={requests}
          rowKey={(request) => request.id}
        />
      )}
      <DoneNote>{cancel.isSuccess ? t("canceled") : null}</DoneNote>
      <ConfirmDialog
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={t("cancelTitle")}
        confirmLabel={t("cancelConfirm")}
        tone="danger"
        isWorking={cancel.isPending}
        error={cancel.error}
        onConfirm={() => {
          if (asking !== null && !cancel.isPending) cancel.mutate({ withdrawalId: asking.id });
        }}
      >
        {t("cancelText")}
      </ConfirmDialog>
    </div>
  );
}

function useColumns(onCancel: (request: Request) => void): readonly Column<Request>[] {
  const { t } = useTranslation("withdrawals");
  const { money } = useTokenWords();
  return [
    {
      key: "when",
      header: t("when"),
      names: "row",
      cell: ({ requestedAt }) => <Instant at={requestedAt} utc="hint" />,
    },
    {
      key: "amount",
      header: t("amountColumn"),
      align: "end",
      cell: ({ amountMinor, currency }) => <Amount amountMinor={amountMinor} currency={currency} />,
    },
    {
      key: "state",
      header: t("state"),
      cell: ({ status }) => <StatusBadge tone={toneOf[status]}>{t(`status.${status}`)}</StatusBadge>,
    },
    {
      key: "decided",
      header: t("decided"),
      cell: ({ decidedAt }) => (decidedAt === null ? "–" : <Instant at={decidedAt} utc="hint" />),
    },
    {
      key: "action",
      header: t("actionColumn"),
      align: "end",
      cell: (request) =>
        request.status === "requested" ? (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t("cancelThis", { money: money(request.amountMinor, request.currency) })}
            onClick={() => onCancel(request)}
          >
            {t("cancel")}
          </Button>
        ) : (
          "–"
        ),
    },
  ];
}
