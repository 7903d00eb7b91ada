import { Button, Group, Text, Textarea } from "@mantine/core";
import { ConfirmDialog } from "@payrun/ui";
import { callCompletionDays } from "@payrun/payouts-core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTRPC, useTRPCClient } from "../../../app/trpc.ts";
import { useTokenWords } from "../../wallet/use-token-words.ts";
import type { CallStatus } from "../calls-search.ts";
import type { CallAction, DoneCall, ShownCall } from "./shown-call.ts";

/** What each side can do in each state; the first is what is most likely wanted. */
const actionsOf = {
  received: {
    asked: ["accept", "decline"],
    accepted: ["complete", "decline"],
    declined: [],
    canceled: [],
    completed: [],
    expired: [],
  },
  made: { asked: ["cancel"], accepted: ["cancel"], declined: [], canceled: [], completed: [], expired: [] },
} as const satisfies Record<ShownCall["side"], Record<CallStatus, readonly CallAction[]>>;

export type CallActionsProps = {
  readonly call: ShownCall;
  /** Null: something else is asked for. */
  readonly onDone: (done: DoneCall | null) => void;
};

/** The buttons of a call request; each asks before it does something. */
export function CallActions({ call, onDone }: CallActionsProps) {
  const { t } = useTranslation("calls");
  const [asking, setAsking] = useState<CallAction | null>(null);
  const act = useCallAction(call.id, (action) => {
    setAsking(null);
    onDone({ callId: call.id, action });
  });
  const actions: readonly CallAction[] = actionsOf[call.side][call.status];
  return (
    <>
      {actions.length === 0 ? null : (
        <Group mt="md" gap="sm">
          {actions.map((action, index) => (
            <Button
              key={action}
              variant={index === 0 && action !== "cancel" ? "filled" : "default"}
              aria-label={t("actions.of", { action: t(`actions.${action}`), who: call.name })}
              onClick={() => {
                act.reset();
                onDone(null);
                setAsking(action);
              }}
            >
              {t(`actions.${action}`)}
            </Button>
          ))}
        </Group>
      )}
      <ActionDialog
        call={call}
        action={asking}
        isWorking={act.isPending}
        error={act.error}
        onClose={() => setAsking(null)}
        onConfirm={(action, reason) => void (act.isPending || act.mutate({ action, reason }))}
      />
    </>
  );
}

type ActionDialogProps = {
  readonly call: ShownCall;
  /** Null: closed. */
  readonly action: CallAction | null;
  readonly isWorking: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onConfirm: (action: CallAction, reason: string) => void;
};

function ActionDialog({ call, action, isWorking, error, onClose, onConfirm }: ActionDialogProps) {
  const { t } = useTranslation("calls");
  const words = useTokenWords();
  const [reason, setReason] = useState("");
  // While it closes it still says what it said.
  const [shown, setShown] = useState<CallAction>("accept");
  if (action !== null && action !== shown) setShown(action);
  const { name, grossMinor, netMinor, currency } = call;
  return (
    <ConfirmDialog
      opened={action !== null}
      onClose={onClose}
      title={t(`${shown}.title`)}
      confirmLabel={t(`${shown}.confirm`)}
      tone={shown === "decline" || shown === "cancel" ? "danger" : "usual"}
      isWorking={isWorking}
      error={error}
      onConfirm={() => onConfirm(shown, reason)}
    >
      <Text>
        {t(`${shown}.text`, {
          name,
          money: words.money(grossMinor, currency),
          net: words.money(netMinor ?? 0n, currency),
          completionDays: callCompletionDays,
        })}
      </Text>
      {shown === "decline" ? (
        <Textarea
          mt="md"
          label={t("decline.reason")}
          description={t("decline.reasonHint", { name })}
          autosize
          minRows={2}
          maxLength={300}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      ) : null}
    </ConfirmDialog>
  );
}

function useCallAction(callId: string, onDone: (action: CallAction) => void) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ action, reason }: { action: CallAction; reason: string }): Promise<CallAction> => {
      if (action === "decline") await client.calls.decline.mutate({ callId, reason });
      else await client.calls[action].mutate({ callId });
      return action;
    },
    // Also after a refusal: somebody was faster, and the list is old. The dialog stays until the list is new: it would
    // give the focus back to a button that is about to leave.
    onSettled: async (action) => {
      void queryClient.invalidateQueries(trpc.wallet.pathFilter());
      await queryClient.invalidateQueries(trpc.calls.pathFilter());
      if (action !== undefined) onDone(action);
    },
  });
}
