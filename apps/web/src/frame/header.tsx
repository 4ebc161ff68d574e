// Facility, search for anything, the shift clock in the facility's zone, and the person with language, appearance and sign-out.
import { Kbd, Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSearch,
  IconSelector,
  IconSun,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChangeSession, useSignOut } from '../api/session.ts';
import type { Session } from '../api/types.ts';
import { useFormat, useTick } from '../format/use-format.ts';
import { now } from '../platform/clock.ts';
import { chooseLanguage } from '../text/index.ts';
import type { TextLanguage } from '../text/index.ts';
import style from './frame.module.css';

const SECOND_MS = 1_000;

export function Header(props: { session: Session; onSearch: () => void; onKeys: () => void }) {
  const { t } = useTranslation();
  return (
    <header className={style.header} data-no-print>
      <FacilityName session={props.session} />
      {props.session.permissions.includes('visit-read') ? (
        <button
          type="button"
          className={style.searchButton}
          onClick={props.onSearch}
          aria-label={t('frame.header.search')}
          aria-keyshortcuts="/"
        >
          <IconSearch size={18} aria-hidden />
          <span>{t('frame.header.search')}</span>
          <Kbd size="xs">/</Kbd>
        </button>
      ) : (
        <span style={{ margin: 'auto' }} />
      )}
      <Clock />
      <PersonMenu session={props.session} onKeys={props.onKeys} />
    </header>
  );
}

function FacilityName(props: { session: Session }) {
  const { t } = useTranslation();
  const change = useChangeSession();
  const { facility, facilities } = props.session;
  const name = (
    <span className={style.facility}>
      <span className={style.facilityName}>{facility.name}</span>
      <span className={style.facilityKind}>
        {t(`words.kind.${facility.kind}`)} · {facility.kodePpk}
      </span>
    </span>
  );
  if (facilities.length < 2) return name;
  return (
    <Menu width={280} position="bottom-start">
      <Menu.Target>
        <button type="button" className={style.facilityButton} aria-label={t('frame.header.facility')}>
          {name}
          <IconSelector size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {facilities.map((item) => (
          <Menu.Item
            key={item.id}
            onClick={() => change.mutate({ facilityId: item.id })}
            rightSection={item.id === facility.id ? <IconCheck size={16} aria-hidden /> : null}
          >
            {item.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Clock() {
  const { t } = useTranslation();
  const format = useFormat();
  useTick(SECOND_MS);
  return (
    <div className={style.clock} aria-label={t('frame.header.clock')}>
      <div className={style.clockTime}>
        {format.time(now())} {format.zoneName}
      </div>
      <div className={style.clockDate}>{format.date(format.today())}</div>
    </div>
  );
}

function PersonMenu(props: { session: Session; onKeys: () => void }) {
  const { t, i18n } = useTranslation();
  const { account, roles } = props.session;
  const signOut = useSignOut();
  const change = useChangeSession();
  const scheme = useMantineColorScheme();
  const words = account.displayName.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const initials = words
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('')
    .toUpperCase();
  const setLanguage = (language: TextLanguage) => {
    chooseLanguage(language);
    change.mutate({ language });
  };
  const tick = (chosen: boolean) => (chosen ? <IconCheck size={16} aria-hidden /> : null);
  return (
    <Menu width={260} position="bottom-end">
      <Menu.Target>
        <button
          type="button"
          className={style.person}
          aria-label={t('frame.header.person', { name: account.displayName })}
        >
          {initials}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: '6px 12px 8px' }}>
          <div style={{ fontWeight: 640 }}>{account.displayName}</div>
          <div className="muted" style={{ fontSize: 13 }}>
            {account.username} · {roles.map((role) => t(`words.role.${role}`)).join(', ')}
          </div>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('frame.header.language')}</Menu.Label>
        <Menu.Item onClick={() => setLanguage('id')} rightSection={tick(i18n.language === 'id')}>
          {t('frame.header.indonesian')}
        </Menu.Item>
        <Menu.Item onClick={() => setLanguage('en')} rightSection={tick(i18n.language === 'en')}>
          {t('frame.header.english')}
        </Menu.Item>
        <Menu.Label>{t('frame.header.theme')}</Menu.Label>
        <Menu.Item
          leftSection={<IconSun size={16} aria-hidden />}
          onClick={() => scheme.setColorScheme('light')}
          rightSection={tick(scheme.colorScheme === 'light')}
        >
          {t('frame.header.light')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconMoon size={16} aria-hidden />}
          onClick={() => scheme.setColorScheme('dark')}
          rightSection={tick(scheme.colorScheme === 'dark')}
        >
          {t('frame.header.dark')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconDeviceDesktop size={16} aria-hidden />}
          onClick={() => scheme.setColorScheme('auto')}
          rightSection={tick(scheme.colorScheme === 'auto')}
        >
          {t('frame.header.auto')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={props.onKeys}>
          {t('frame.header.keys')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate(true)}>
          {t('frame.header.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
