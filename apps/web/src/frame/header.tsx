// Facility, search for anything, the shift clock in the facility's zone, and the person. The lists behind the buttons load on demand.
import { Kbd } from '@mantine/core';
import { IconSearch, IconSelector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../api/types.ts';
import { Bell } from '../features/alerts/bell.tsx';
import { useFormat, useTick } from '../format/use-format.ts';
import { now } from '../platform/clock.ts';
import style from './frame.module.css';
import { FacilityList, OnFirstPress, PersonList } from './on-demand.tsx';

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
      {props.session.permissions.includes('alert-read') ? <Bell /> : null}
      <Person session={props.session} onKeys={props.onKeys} />
    </header>
  );
}

function FacilityName(props: { session: Session }) {
  const { t } = useTranslation();
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
  const content = (
    <>
      {name}
      <IconSelector size={16} aria-hidden />
    </>
  );
  return (
    <OnFirstPress
      button={{ className: style.facilityButton, 'aria-label': t('frame.header.facility'), children: content }}
      renderList={(button) => <FacilityList session={props.session} button={button} />}
    />
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

function Person(props: { session: Session; onKeys: () => void }) {
  const { t } = useTranslation();
  const name = props.session.account.displayName;
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const initials = words
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('')
    .toUpperCase();
  return (
    <OnFirstPress
      button={{ className: style.person, 'aria-label': t('frame.header.person', { name }), children: initials }}
      renderList={(button) => <PersonList session={props.session} onKeys={props.onKeys} button={button} />}
    />
  );
}
