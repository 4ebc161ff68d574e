// Messages to BPJS like a mail client: filters left, messages in the middle, the journey of one at the right. Filters live in the address.
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconInbox, IconMailForward, IconMessageX, IconSearch, IconStack2 } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMessageCounts, useMessages } from '../../api/integration.ts';
import { useMay } from '../../api/session.ts';
import type { MessageRow } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { QueryState } from '../../ui/failure.tsx';
import { More } from '../../ui/more.tsx';
import { Empty, Pill } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { BulkPane } from './bulk.tsx';
import { ChannelPanel } from './channel-panel.tsx';
import { Filters } from './filters.tsx';
import { MessageDetailPane } from './message-detail.tsx';
import { MessageStatePill } from './state-pill.tsx';
import { useFilter, useSetFilter, type SetFilter, type Typed } from './use-filter.ts';
import style from './messages.module.css';

const SEARCH_DEBOUNCE_MS = 250;

export function MessageScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/pesan' });
  const search = useSearch({ from: '/pesan' });
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
      {showChannels ? <ChannelPanel /> : <Browser />}
    </Page>
  );
}

function Browser() {
  const { t } = useTranslation();
  const mayManage = useMay('message-manage');
  const search = useSearch({ from: '/pesan' });
  const set = useSetFilter();
  // A typed name stays out of the address; the filters may be shared as a link.
  const [typed, setTyped] = useState<Typed>({ query: '', refusal: '' });
  const filter = useFilter(typed);
  const messages = useMessages(filter);
  const counts = useMessageCounts(filter);
  const opened = search.buka ?? null;
  const isBulk = mayManage && search.massal !== undefined;
  const isListHidden = opened !== null || isBulk;
  return (
    <div className={style.panes}>
      <Filters counts={counts.data} set={set} hidden={isListHidden} />
      <div className={isListHidden ? style.hiddenOnPhone : undefined}>
        <SearchBox set={set} onSearch={setTyped} />
        <div className={style.foundRow}>
          <Found total={counts.data?.total} complete={counts.data?.isComplete ?? true} />
          {mayManage ? (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconStack2 size={16} aria-hidden />}
              onClick={() => set({ massal: 'baru', buka: undefined })}
            >
              {t('messages.bulk.open')}
            </Button>
          ) : null}
        </div>
        <Card flush>
          <QueryState query={{ ...messages, data: messages.data }} rows={8}>
            {(data) => (
              <MessageList
                rows={data.pages.flatMap((page) => page.items)}
                mayHaveOlder={messages.hasNextPage}
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
      <div className={isListHidden ? undefined : style.hiddenOnPhone}>
        {isBulk && opened === null ? (
          <BulkPane filter={filter} set={set} />
        ) : (
          <MessageDetailPane id={opened} onBack={() => set({ buka: undefined })} onOpen={(buka) => set({ buka })} />
        )}
      </div>
    </div>
  );
}

function Found(props: { total: number | undefined; complete: boolean }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/pesan' });
  // Differences are another list: the counts are of states.
  if (props.total === undefined || search.keadaan === 'berbeda') return null;
  const count = props.total.toLocaleString('id-ID');
  return (
    <div className={`muted num ${style.found}`} aria-live="polite">
      {props.complete ? t('messages.found', { count }) : t('messages.foundSome', { count })}
    </div>
  );
}

function SearchBox(props: { set: SetFilter; onSearch: (typed: Typed) => void }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/pesan' });
  const [text, setText] = useState<Typed>({ query: '', refusal: '' });
  const apply = useDebouncedCallback(props.onSearch, SEARCH_DEBOUNCE_MS);
  const change = (part: Partial<Typed>) => {
    const next = { ...text, ...part };
    setText(next);
    apply({ query: next.query.trim(), refusal: next.refusal.trim() });
  };
  return (
    <div className={style.searches}>
      <TextInput
        aria-label={t('messages.search')}
        placeholder={t('messages.search')}
        leftSection={<IconSearch size={17} aria-hidden />}
        autoComplete="off"
        spellCheck={false}
        value={text.query}
        onChange={(event) => change({ query: event.currentTarget.value })}
      />
      <TextInput
        aria-label={t('messages.refusal')}
        placeholder={t('messages.refusal')}
        leftSection={<IconMessageX size={17} aria-hidden />}
        autoComplete="off"
        spellCheck={false}
        value={text.refusal}
        onChange={(event) => change({ refusal: event.currentTarget.value })}
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

function MessageList(props: {
  rows: readonly MessageRow[];
  mayHaveOlder: boolean;
  openId: string | null;
  onOpen: (id: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (props.rows.length === 0) {
    // A bounded look found nothing yet: the button below goes on.
    if (props.mayHaveOlder) return <p className={`muted ${style.found}`}>{t('messages.older')}</p>;
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
