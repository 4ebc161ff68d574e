// The left column of the desk: the one search field, who matches, and the last registrations of today with their travelling state.
import { Button, TextInput } from '@mantine/core';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVisits } from '../../api/hospital.ts';
import type { usePesertaSearch } from '../../api/hospital.ts';
import type { PesertaMatch, VisitRow } from '../../api/types.ts';
import { shortAge } from '../../format/names.ts';
import { useFormat } from '../../format/use-format.ts';
import { DeliveryPill } from '../../ui/delivery.tsx';
import { FailureNotice, Rows } from '../../ui/failure.tsx';
import { Empty, Notice, Pill } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import type { Chosen } from './desk-screen.tsx';
import { queryKind } from './query-kind.ts';
import style from './desk.module.css';

const RECENT_ROWS = 9;

export interface SearchColumnProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly initial: string;
  readonly asked: boolean;
  readonly search: ReturnType<typeof usePesertaSearch>;
  readonly matches: readonly PesertaMatch[];
  readonly chosen: Chosen | null;
  readonly serviceDate: string;
  readonly onSearch: (text: string) => void;
  readonly onPick: (match: PesertaMatch) => void;
  readonly onNew: () => void;
}

export function SearchColumn(props: SearchColumnProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState(props.initial);
  const [tooShort, setTooShort] = useState(false);
  const kind = queryKind(text);
  const { search, matches, field } = props;
  const result = props.asked ? search.data : undefined;
  return (
    <div className={style.column}>
      <form
        className={style.searchForm}
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = field.current?.value ?? text;
          setTooShort(queryKind(typed) === 'short');
          if (queryKind(typed) !== 'short') props.onSearch(typed);
        }}
      >
        <TextInput
          ref={field}
          className={style.searchField ?? ''}
          label={t('desk.search.label')}
          aria-keyshortcuts="F2"
          placeholder={t('desk.search.placeholder')}
          leftSection={<IconSearch size={20} aria-hidden />}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setTooShort(false);
          }}
          error={tooShort ? t('desk.search.kinds.short') : null}
        />
        <div className={style.hint} aria-live="polite">
          {text.trim() === '' || kind === 'short' ? t('desk.search.hint') : t(`desk.search.kinds.${kind}`)}
        </div>
        <Button type="submit" variant="light" loading={props.asked && search.isFetching}>
          {t('desk.search.submit')}
        </Button>
      </form>
      {props.asked && search.isError ? (
        <FailureNotice error={search.error} onRetry={() => void search.refetch()} />
      ) : null}
      {result?.bpjsState === 'terputus' ? (
        <Notice tone="warn" live>
          {result.notice ?? t('desk.search.away', { age: format.moment(result.asOf) })}
        </Notice>
      ) : null}
      {result?.bpjsState === 'lambat' ? <Notice tone="warn">{result.notice ?? t('desk.search.slow')}</Notice> : null}
      {matches.length > 1 ? (
        <Card title={t('desk.search.several', { count: matches.length })} flush>
          {matches.map((match, index) => (
            <button
              key={`${match.patientId ?? ''}${match.nomorKartu ?? ''}${index}`}
              type="button"
              className={style.matchButton}
              aria-pressed={props.chosen?.kind === 'match' && props.chosen.match === match}
              onClick={() => props.onPick(match)}
            >
              <span className={style.matchName}>{match.nama}</span>
              <br />
              <span className="muted">
                {[match.norm, match.tanggalLahir ? format.date(match.tanggalLahir) : null, shortAge(match.umur)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          ))}
        </Card>
      ) : null}
      {result && matches.length === 0 ? (
        <Card>
          <Empty title={t('desk.search.empty')}>{t('desk.search.emptyNext')}</Empty>
        </Card>
      ) : null}
      {result ? (
        <Button variant="default" leftSection={<IconUserPlus size={18} aria-hidden />} onClick={props.onNew}>
          {t('desk.search.registerNew')}
        </Button>
      ) : (
        <TodayList date={props.serviceDate} />
      )}
    </div>
  );
}

const needsHand = (row: VisitRow) => row.attention !== null;

function TodayList(props: { date: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const visits = useVisits({ date: props.date });
  const today = visits.data?.items ?? [];
  // What needs a hand is on top, whenever it was registered.
  const rows = [...today.filter(needsHand), ...today.filter((row) => !needsHand(row))].slice(0, RECENT_ROWS);
  return (
    <Card title={t('desk.search.today')} flush>
      {visits.isPending ? <Rows count={4} /> : null}
      {visits.isError && !visits.data ? (
        <FailureNotice error={visits.error} onRetry={() => void visits.refetch()} />
      ) : null}
      {visits.data && rows.length === 0 ? <Empty title={t('desk.search.todayEmpty')} /> : null}
      {rows.map((row) => (
        <button
          key={row.id}
          type="button"
          className={style.todayRow}
          onClick={() => void navigate({ to: '.', search: (previous) => ({ ...previous, kunjungan: row.id }) })}
        >
          <strong>{row.nomorAntrean}</strong>
          <span className={style.todayName}>{row.nama}</span>
          {needsHand(row) ? (
            <Pill tone="warn">{row.attention}</Pill>
          ) : row.sepState && row.sepState !== 'diterima' && row.sepState !== 'tidak-perlu' ? (
            <DeliveryPill state={row.sepState} label="SEP" />
          ) : (
            <span className="muted">{row.poli.kode}</span>
          )}
        </button>
      ))}
    </Card>
  );
}
