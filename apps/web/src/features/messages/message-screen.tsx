// Messages to BPJS like a mail client: filters left, messages in the middle, the journey of one at the right. Filters live in the address.
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconInbox, IconMailForward, IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBpjsHealth, useMessages } from '../../api/integration.ts';
import type { BpjsHealth, MessageRow, ServiceName } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { QueryState } from '../../ui/failure.tsx';
import { More } from '../../ui/more.tsx';
import { Empty, Pill } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { ChannelPanel } from './channel-panel.tsx';
import { MessageDetailPane } from './message-detail.tsx';
import { MessageStatePill } from './state-pill.tsx';
import style from './messages.module.css';

const STATES = [
  'semua',
  'berbeda',
  'refused',
  'parked',
  'unknown',
  'later',
  'waiting',
  'queued',
  'sending',
  'delivered',
  'already',
  'cancelled',
  'expired',
] as const;
/** Those that a facility of either kind may use today. */
const SERVICES = ['vclaim', 'antreanrs', 'pcare', 'antreanfktp'] as const satisfies readonly ServiceName[];
const SEARCH_DEBOUNCE_MS = 250;

export function MessageScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/pesan' });
  const search = useSearch({ from: '/pesan' });
  const health = useBpjsHealth();
  const showChannels = search.lihat === 'kanal';
  return (
    <Page
      title={t('integration.messages.title')}
      wide
      tools={
        <SegmentedControl
          value={showChannels ? 'kanal' : 'pesan'}
          onChange={(lihat) =>
            void navigate({ search: (previous) => ({ ...previous, lihat: lihat === 'kanal' ? 'kanal' : undefined }) })
          }
          data={[
            { value: 'pesan', label: t('integration.messages.tabs.messages') },
            { value: 'kanal', label: t('integration.messages.tabs.channels') },
          ]}
        />
      }
    >
      {showChannels ? <ChannelPanel /> : <Browser health={health.data} />}
    </Page>
  );
}

type Set = (part: {
  keadaan?: string | undefined;
  layanan?: string | undefined;
  pasien?: string | undefined;
  buka?: string | undefined;
}) => void;

function Browser(props: { health: BpjsHealth | undefined }) {
  const navigate = useNavigate({ from: '/pesan' });
  const search = useSearch({ from: '/pesan' });
  const set: Set = (part) => void navigate({ search: (previous) => ({ ...previous, ...part }) });
  // A typed name stays out of the address; the filters may be shared as a link.
  const [wanted, setWanted] = useState('');
  const messages = useMessages({
    state: STATES.filter((state) => state !== 'semua' && state !== 'berbeda').find((state) => state === search.keadaan),
    differs: search.keadaan === 'berbeda',
    service: SERVICES.find((service) => service === search.layanan),
    visitId: search.pasien,
    query: wanted === '' ? undefined : wanted,
  });
  const opened = search.buka ?? null;
  return (
    <div className={style.panes}>
      <Filters health={props.health} set={set} hidden={opened !== null} />
      <div className={opened === null ? undefined : style.hiddenOnPhone}>
        <SearchBox set={set} onSearch={setWanted} />
        <Card flush>
          <QueryState query={{ ...messages, data: messages.data }} rows={8}>
            {(data) => (
              <MessageList
                rows={data.pages.flatMap((page) => page.items)}
                openId={opened}
                onOpen={(buka) => set({ buka })}
              />
            )}
          </QueryState>
          {messages.hasNextPage ? (
            <More loading={messages.isFetchingNextPage} onMore={() => void messages.fetchNextPage()} />
          ) : null}
        </Card>
      </div>
      <div className={opened === null ? style.hiddenOnPhone : undefined}>
        <MessageDetailPane id={opened} onBack={() => set({ buka: undefined })} onOpen={(buka) => set({ buka })} />
      </div>
    </div>
  );
}

function SearchBox(props: { set: Set; onSearch: (text: string) => void }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/pesan' });
  const [text, setText] = useState('');
  const apply = useDebouncedCallback(props.onSearch, SEARCH_DEBOUNCE_MS);
  return (
    <div style={{ display: 'grid', gap: 8, marginBottom: 10 }}>
      <TextInput
        aria-label={t('integration.messages.search')}
        placeholder={t('integration.messages.search')}
        leftSection={<IconSearch size={17} aria-hidden />}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          apply(event.currentTarget.value.trim());
        }}
      />
      {search.pasien ? (
        <Button
          variant="light"
          size="compact-sm"
          style={{ justifySelf: 'start' }}
          onClick={() => props.set({ pasien: undefined })}
        >
          {t('integration.messages.forVisit')} · {t('integration.messages.clear')}
        </Button>
      ) : null}
    </div>
  );
}

function Filters(props: { health: BpjsHealth | undefined; set: Set; hidden: boolean }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/pesan' });
  const services = props.health?.services ?? [];
  const inService = services.filter((service) => search.layanan === undefined || service.service === search.layanan);
  const counts: Partial<Record<(typeof STATES)[number], number>> = {
    refused: sum(inService, 'refused'),
    parked: sum(inService, 'parked'),
    unknown: sum(inService, 'unknown'),
  };
  return (
    <nav
      className={`${style.filters} ${props.hidden ? style.hiddenOnPhone : ''}`}
      aria-label={t('integration.messages.filter')}
    >
      <div className={style.filterTitle}>{t('integration.messages.filter')}</div>
      {STATES.map((state) => (
        <button
          key={state}
          type="button"
          className={style.filterButton}
          aria-pressed={(search.keadaan ?? 'semua') === state}
          onClick={() => props.set({ keadaan: state === 'semua' ? undefined : state, buka: undefined })}
        >
          {t(`integration.messages.filters.${state}`)}
          {counts[state] ? <Count state={state} count={counts[state]} /> : null}
        </button>
      ))}
      <div className={style.filterTitle}>{t('integration.messages.service')}</div>
      <button
        type="button"
        className={style.filterButton}
        aria-pressed={search.layanan === undefined}
        onClick={() => props.set({ layanan: undefined, buka: undefined })}
      >
        {t('integration.messages.allServices')}
      </button>
      {services.map((service) => (
        <button
          key={service.service}
          type="button"
          className={style.filterButton}
          aria-pressed={search.layanan === service.service}
          onClick={() => props.set({ layanan: service.service, buka: undefined })}
        >
          {t(`words.service.${service.service}`)}
          {service.waiting > 0 ? <span className="muted">{service.waiting}</span> : null}
        </button>
      ))}
    </nav>
  );
}

/** Red is for what needs a person; Titian asks BPJS about the unclear ones itself. */
function Count(props: { state: (typeof STATES)[number]; count: number }) {
  if (props.state === 'unknown') return <span className="muted">{props.count}</span>;
  return <span style={{ color: 'var(--bad)', fontWeight: 640 }}>{props.count}</span>;
}

function sum(services: BpjsHealth['services'], name: 'refused' | 'parked' | 'unknown'): number {
  return services.reduce((total, service) => total + service[name], 0);
}

function MessageList(props: { rows: readonly MessageRow[]; openId: string | null; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (props.rows.length === 0) {
    return (
      <Empty icon={<IconInbox size={34} stroke={1.3} aria-hidden />} title={t('integration.messages.empty')}>
        {t('integration.messages.emptyNext')}
      </Empty>
    );
  }
  return props.rows.map((row) => (
    <button
      key={row.id}
      type="button"
      className={style.item}
      aria-current={row.id === props.openId}
      onClick={() => props.onOpen(row.id)}
    >
      <span className={style.itemTitle}>{row.label}</span>
      <span className="muted num" style={{ fontSize: 13 }}>
        {format.moment(row.enqueuedAt)}
      </span>
      <span className={style.itemSub}>{row.subject}</span>
      <span style={{ gridColumn: '1 / -1', display: 'flex', gap: 8, alignItems: 'center', minWidth: 0 }}>
        <MessageStatePill state={row.state} />
        {row.differs ? <Pill tone="warn">{t('integration.messages.filters.berbeda')}</Pill> : null}
        <span className={style.itemSub}>{row.explanation?.apa ?? row.lastMessage ?? ''}</span>
      </span>
    </button>
  ));
}

export function ChooseMessage() {
  const { t } = useTranslation();
  return (
    <Card>
      <Empty icon={<IconMailForward size={40} stroke={1.3} aria-hidden />} title={t('integration.messages.choose')}>
        {t('integration.messages.chooseNext')}
      </Empty>
    </Card>
  );
}
