import { useTranslation } from "react-i18next";
import { RealLink } from "../../app/real-link.tsx";

export type Person = {
  readonly fanId: string;
  /** Null: a fan whom only the host knows. */
  readonly displayName: string | null;
  /** Set where this fan is a creator: her profile is the one that people look at. */
  readonly handle: string | null;
};

/** A fan's name, leading to her public profile: a creator's where she is one. */
export function PersonLink({ fanId, displayName, handle }: Person) {
  const { t } = useTranslation("profiles");
  const name = <bdi>{displayName ?? t("fan.unnamed")}</bdi>;
  return handle === null ? (
    <RealLink to="/fans/$fanId" params={{ fanId }}>
      {name}
    </RealLink>
  ) : (
    <RealLink to="/creators/$handle" params={{ handle }}>
      {name}
    </RealLink>
  );
}
