// The lists behind the frame's buttons: facilities, the person's own settings, the screens that do not fit the bar. They open as soon as
// they are there, because they are loaded by the press on their button.
import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconKeyboard, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeSession, useSignOut } from '../api/session.ts';
import type { Session } from '../api/types.ts';
import { chooseLanguage } from '../text/index.ts';
import type { TextLanguage } from '../text/index.ts';
import type { NavItem } from './navigation.ts';

export type MenuButton = ComponentProps<'button'>;

function Target(props: { button: MenuButton }) {
  return (
    <Menu.Target>
      <button type="button" {...props.button} />
    </Menu.Target>
  );
}

export function FacilityList(props: { session: Session; button: MenuButton }) {
  const change = useChangeSession();
  return (
    <Menu width={280} position="bottom-start" defaultOpened>
      <Target button={props.button} />
      <Menu.Dropdown>
        {props.session.facilities.map((item) => (
          <Menu.Item
            key={item.id}
            onClick={() => change.mutate({ facilityId: item.id })}
            rightSection={item.id === props.session.facility.id ? <IconCheck size={16} aria-hidden /> : null}
          >
            {item.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function MoreList(props: { items: readonly NavItem[]; button: MenuButton }) {
  const { t } = useTranslation();
  return (
    <Menu position="top-end" width={220} defaultOpened>
      <Target button={props.button} />
      <Menu.Dropdown>
        {props.items.map((item) => (
          <Menu.Item key={item.name} component={Link} to={item.to} leftSection={<item.icon size={18} aria-hidden />}>
            {t(`frame.nav.${item.name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function PersonList(props: { session: Session; onKeys: () => void; button: MenuButton }) {
  const { t, i18n } = useTranslation();
  const { account, roles } = props.session;
  const signOut = useSignOut();
  const change = useChangeSession();
  const scheme = useMantineColorScheme();
  const setLanguage = (language: TextLanguage) => {
    void chooseLanguage(language);
    change.mutate({ language });
  };
  const tick = (chosen: boolean) => (chosen ? <IconCheck size={16} aria-hidden /> : null);
  return (
    <Menu width={260} position="bottom-end" defaultOpened>
      <Target button={props.button} />
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
