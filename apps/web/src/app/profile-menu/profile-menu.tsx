import { useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { locales, type Locale } from "@payrun/catalogue/browser";
import {
  IconChevronDown,
  IconHourglass,
  IconLogout,
  IconPhone,
  IconSettings,
  IconUserCheck,
  IconUserCircle,
  IconUsers,
  IconWallet,
} from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "../session/me.ts";
import { useSignOut } from "../session/use-sign-out.ts";
import { useChooseLocale } from "../speech/use-choose-locale.ts";
import { useSpeech } from "../speech/speech-provider.tsx";
import { ActionItem, Choices, itemClass } from "./menu-items.tsx";
import classes from "./profile-menu.module.css";
import { useMenuButton } from "./use-menu-button.ts";

const schemes = ["auto", "light", "dark"] as const satisfies readonly MantineColorScheme[];

/** Everything that is about the person who is signed in, behind her initial. */
export function ProfileMenu({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { opened, button, menu, close, onButtonClick, onButtonKeyDown, onMenuKeyDown } = useMenuButton();
  useCloseOnNavigation(opened, close);
  return (
    <div className={classes["room"]}>
      <button
        ref={button}
        type="button"
        className={classes["button"]}
        aria-haspopup="menu"
        aria-expanded={opened}
        aria-controls={opened ? "profile-menu" : undefined}
        aria-label={t("profileMenu.open", { name: me.name })}
        data-keeps-focus
        onClick={onButtonClick}
        onKeyDown={onButtonKeyDown}
      >
        <span aria-hidden className={classes["initial"]}>
          {initialOf(me.name)}
        </span>
        <IconChevronDown size={16} aria-hidden />
      </button>
      {opened ? (
        <div
          ref={menu}
          id="profile-menu"
          role="menu"
          tabIndex={-1}
          aria-label={t("profileMenu.open", { name: me.name })}
          className={classes["menu"]}
          onKeyDown={onMenuKeyDown}
        >
          <div role="presentation" className={classes["who"]}>
            <strong>{me.name}</strong>
            <span>{me.email}</span>
          </div>
          <Places me={me} onChosen={close} />
          <Appearance onChosen={close} />
          <Language me={me} onChosen={close} />
          <SignOutItem onChosen={close} />
        </div>
      ) : null}
    </div>
  );
}

/** The first letter as people see it, which may be several characters. */
function initialOf(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first?.segment.toLocaleUpperCase() ?? "";
}

/** Back and forward, links outside of the menu, a session that ended: whatever changes the page closes the menu. */
function useCloseOnNavigation(opened: boolean, close: () => void): void {
  const { href } = useLocation();
  const openedAt = useRef(href);
  useEffect(() => {
    if (!opened) openedAt.current = href;
    else if (openedAt.current !== href) close();
  }, [opened, href, close]);
}

function Places({ me, onChosen }: { me: Me; onChosen: () => void }) {
  const { t } = useTranslation();
  const common = { role: "menuitem", tabIndex: -1, className: itemClass, onClick: onChosen } as const;
  return (
    <>
      <ProfileLink me={me} {...common} />
      <Link to="/calls" {...common}>
        <IconPhone size={18} aria-hidden />
        {t("profileMenu.calls")}
      </Link>
      {me.role === "creator" ? (
        <Link to="/followers" {...common}>
          <IconUsers size={18} aria-hidden />
          {t("profileMenu.followers")}
        </Link>
      ) : null}
      <Link to="/following" {...common}>
        <IconUserCheck size={18} aria-hidden />
        {t("profileMenu.following")}
      </Link>
      <Link to="/wallet" {...common}>
        <IconWallet size={18} aria-hidden />
        {t("profileMenu.wallet")}
      </Link>
      {me.creator?.mayAskEarly === true ? (
        <Link to="/withdrawals" {...common}>
          <IconHourglass size={18} aria-hidden />
          {t("profileMenu.earlyPayout")}
        </Link>
      ) : null}
      <Link to="/settings" {...common}>
        <IconSettings size={18} aria-hidden />
        {t("profileMenu.settings")}
      </Link>
    </>
  );
}

type ItemProps = {
  readonly role: "menuitem";
  readonly tabIndex: -1;
  readonly className: string;
  readonly onClick: () => void;
};

/** Creators are seen by their handle, fans by their id. */
function ProfileLink({ me, ...item }: { me: Me } & ItemProps) {
  const { t } = useTranslation();
  const content = (
    <>
      <IconUserCircle size={18} aria-hidden />
      {t("profileMenu.publicProfile")}
    </>
  );
  if (me.creator !== null) {
    return (
      <Link to="/creators/$handle" params={{ handle: me.creator.handle }} {...item}>
        {content}
      </Link>
    );
  }
  if (me.fanId === null) return null;
  return (
    <Link to="/fans/$fanId" params={{ fanId: me.fanId }} {...item}>
      {content}
    </Link>
  );
}

function Appearance({ onChosen }: { onChosen: () => void }) {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choices = schemes.map((value) => ({ value, label: t(`theme.${value}`) }));
  const onChoose = (value: MantineColorScheme) => {
    setColorScheme(value);
    onChosen();
  };
  return <Choices label={t("theme.label")} choices={choices} chosen={colorScheme} onChoose={onChoose} />;
}

function Language({ me, onChosen }: { me: Me; onChosen: () => void }) {
  const { t } = useTranslation();
  const { locale } = useSpeech();
  const choose = useChooseLocale(me);
  const choices = locales.map((value) => ({ value, label: t(`language.${value}`), lang: value }));
  const onChoose = (value: Locale) => {
    choose(value);
    onChosen();
  };
  return <Choices label={t("language.label")} choices={choices} chosen={locale} onChoose={onChoose} />;
}

function SignOutItem({ onChosen }: { onChosen: () => void }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  return (
    <ActionItem
      onChoose={() => {
        onChosen();
        signOut.mutate();
      }}
    >
      <IconLogout size={18} aria-hidden />
      {t("profileMenu.signOut")}
    </ActionItem>
  );
}
