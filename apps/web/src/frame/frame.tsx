// The frame around every screen: rail, header, status strip, bottom bar on a phone, keyboard shortcuts, the drawer of a visit.
import { IconChevronsLeft, IconChevronsRight, IconDots } from '@tabler/icons-react';
import { useIdle, useLocalStorage } from '@mantine/hooks';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveUpdates } from '../api/live.ts';
import { useSignOut } from '../api/session.ts';
import type { Session } from '../api/types.ts';
import style from './frame.module.css';
import { Header } from './header.tsx';
import { useFrameKeys } from './keys.tsx';
import type { NavItem } from './navigation.ts';
import { navigationFor } from './navigation.ts';
import { KeysHelp, MoreList, OnFirstPress, SearchAnything, useQuietLoading, VisitDrawer } from './on-demand.tsx';
import { RestoredBanner } from './restored-banner.tsx';
import { StatusStrip } from './status-strip.tsx';

const PHONE_ITEMS = 4;

export function Frame(props: { session: Session; children: ReactNode }) {
  const { t } = useTranslation();
  const items = navigationFor(props.session);
  const live = useLiveUpdates();
  const [overlay, setOverlay] = useState<'search' | 'keys' | null>(null);
  useSignOutWhenAlone();
  useQuietLoading();
  const hasOpenedVisit = useHasOpenedVisit();
  const maySearch = props.session.permissions.includes('visit-read');
  useFrameKeys(items, (next) => setOverlay(next === 'search' && !maySearch ? null : next));
  return (
    <div className={style.frame}>
      <a className={style.skip} href="#isi">
        {t('frame.header.skip')}
      </a>
      <Rail items={items} />
      <Header session={props.session} onSearch={() => setOverlay('search')} onKeys={() => setOverlay('keys')} />
      <StatusStrip session={props.session} live={live.connected} />
      <main id="isi" className={style.main} tabIndex={-1}>
        <RestoredBanner />
        {props.children}
      </main>
      <BottomBar items={items} />
      <Suspense fallback={null}>
        {hasOpenedVisit ? <VisitDrawer /> : null}
        {overlay === 'search' ? <SearchAnything onClose={() => setOverlay(null)} /> : null}
        {overlay === 'keys' ? <KeysHelp onClose={() => setOverlay(null)} /> : null}
      </Suspense>
    </div>
  );
}

/** From the first visit that is opened on: a drawer that is there can also close softly. */
function useHasOpenedVisit(): boolean {
  const { kunjungan } = useSearch({ strict: false });
  const [hasOpened, setHasOpened] = useState(false);
  if (kunjungan !== undefined && !hasOpened) setHasOpened(true);
  return hasOpened || kunjungan !== undefined;
}

/** The server ends a session after thirty minutes without a request; screens that refresh themselves would keep it alive for ever. */
const ALONE_MS = 30 * 60_000;

function useSignOutWhenAlone(): void {
  const alone = useIdle(ALONE_MS, { initialState: false });
  const { mutate } = useSignOut();
  useEffect(() => {
    if (alone) mutate(false);
  }, [alone, mutate]);
}

function Rail(props: { items: readonly NavItem[] }) {
  const { t } = useTranslation();
  const [narrow, setNarrow] = useLocalStorage({ key: 'titian.rail-narrow', defaultValue: false });
  const Toggle = narrow ? IconChevronsRight : IconChevronsLeft;
  return (
    <nav className={`${style.rail} ${narrow ? style.railNarrow : ''}`} aria-label={t('frame.nav.label')} data-no-print>
      <Link to="/" className={style.brand} aria-label="Titian">
        <img src="/favicon.svg" alt="" />
        <span>Titian</span>
      </Link>
      {props.items.map((item) => (
        <Link
          key={item.name}
          to={item.to}
          className={style.navLink}
          activeOptions={{ exact: item.to === '/', includeSearch: false }}
          title={narrow ? t(`frame.nav.${item.name}`) : undefined}
          aria-label={t(`frame.nav.${item.name}`)}
        >
          <item.icon size={20} stroke={1.7} aria-hidden />
          <span>{t(`frame.nav.${item.name}`)}</span>
        </Link>
      ))}
      <button
        type="button"
        className={`${style.navLink} ${style.railFoot}`}
        style={{ border: 0, background: 'none', cursor: 'pointer', font: 'inherit' }}
        onClick={() => setNarrow(!narrow)}
        aria-label={narrow ? t('frame.nav.expand') : t('frame.nav.collapse')}
      >
        <Toggle size={18} stroke={1.7} aria-hidden />
        <span>{t('frame.nav.collapse')}</span>
      </button>
    </nav>
  );
}

function BottomBar(props: { items: readonly NavItem[] }) {
  const { t } = useTranslation();
  const fits = props.items.length <= PHONE_ITEMS;
  const shown = fits ? props.items : props.items.slice(0, PHONE_ITEMS - 1);
  const rest = fits ? [] : props.items.slice(PHONE_ITEMS - 1);
  return (
    <nav className={style.bottom} aria-label={t('frame.nav.label')} data-no-print>
      {shown.map((item) => (
        <Link
          key={item.name}
          to={item.to}
          className={style.bottomLink}
          activeOptions={{ exact: item.to === '/', includeSearch: false }}
        >
          <item.icon size={22} stroke={1.7} aria-hidden />
          {t(`frame.nav.${item.name}`)}
        </Link>
      ))}
      {rest.length > 0 ? (
        <OnFirstPress
          button={{
            className: style.bottomLink,
            children: (
              <>
                <IconDots size={22} stroke={1.7} aria-hidden />
                {t('frame.nav.more')}
              </>
            ),
          }}
          renderList={(button) => <MoreList items={rest} button={button} />}
        />
      ) : null}
    </nav>
  );
}
