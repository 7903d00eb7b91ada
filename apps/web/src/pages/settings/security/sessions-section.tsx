import { deviceNames } from "@payrun/catalogue/browser";
import { Button, Group, Text } from "@mantine/core";
import { DoneNote, Instant, QueryView, RefusalAlert, Section, StatusBadge } from "@payrun/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC, type ApiClient } from "../../../app/trpc.ts";
import classes from "./security.module.css";

type OpenSession = Awaited<ReturnType<ApiClient["session"]["sessions"]["query"]>>[number];

/** Every browser that is signed in; what is ended here is refused at its very next request. */
export function SessionsSection() {
  const { t } = useTranslation("session");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const sessions = useQuery(trpc.session.sessions.queryOptions());
  const onSuccess = () => queryClient.invalidateQueries(trpc.session.sessions.pathFilter());
  const revoke = useMutation(trpc.session.revoke.mutationOptions({ onSuccess }));
  const revokeOthers = useMutation(trpc.session.revokeOthers.mutationOptions({ onSuccess }));
  const isWorking = revoke.isPending || revokeOthers.isPending;
  const endedCount = revokeOthers.data?.revokedCount ?? (revoke.isSuccess ? 1 : null);
  return (
    <Section title={t("security.sessions.title")} description={t("security.sessions.text")}>
      <QueryView query={sessions}>
        {(rows) => (
          <>
            <ul className={classes["list"]}>
              {rows.map((session) => (
                <SessionRow
                  key={session.sessionId}
                  session={session}
                  onEnd={() => isWorking || revoke.mutate({ sessionId: session.sessionId })}
                />
              ))}
            </ul>
            {rows.length > 1 ? (
              <Group mt="md">
                <Button
                  variant="default"
                  aria-disabled={isWorking}
                  onClick={() => isWorking || revokeOthers.mutate()}
                >
                  {t("security.sessions.endOthers")}
                </Button>
              </Group>
            ) : (
              <Text c="dimmed" size="sm" mt="xs">
                {t("security.sessions.alone")}
              </Text>
            )}
          </>
        )}
      </QueryView>
      <RefusalAlert error={revoke.error ?? revokeOthers.error} />
      <DoneNote>{endedCount === null ? null : t("security.sessions.ended", { count: endedCount })}</DoneNote>
    </Section>
  );
}

function SessionRow({ session, onEnd }: { session: OpenSession; onEnd: () => void }) {
  const { t } = useTranslation("session");
  const { userAgent, address, signedInAt, isThisOne } = session;
  const names = deviceNames(userAgent);
  const device = names === null ? t("security.sessions.unknownDevice") : t("security.sessions.device", names);
  return (
    <li className={classes["row"]}>
      <div className={classes["what"]}>
        <Group gap="xs">
          <Text fw={600}>{device}</Text>
          {isThisOne ? <StatusBadge tone="good">{t("security.sessions.thisOne")}</StatusBadge> : null}
        </Group>
        <Text size="sm" c="dimmed">
          {t("security.sessions.since")} <Instant at={signedInAt} utc="hint" />
          {address === null ? null : ` · ${t("security.sessions.address", { address })}`}
        </Text>
      </div>
      {isThisOne ? null : (
        <Button
          variant="default"
          size="xs"
          aria-label={t("security.sessions.endOf", { device })}
          onClick={onEnd}
        >
          {t("security.sessions.end")}
        </Button>
      )}
    </li>
  );
}
