// Registration: one field that takes anything, the participant, today's narrowed options, one Enter to a printed number. Nothing here
// waits for BPJS: what it has not answered yet travels on and shows its state.
import { Switch } from '@mantine/core';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePesertaSearch, useSchedule, useVisit } from '../../api/hospital.ts';
import type { PesertaMatch, Visit } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useKey } from '../../frame/keys.tsx';
import { Rows } from '../../ui/failure.tsx';
import { Page } from '../../ui/page.tsx';
import { usePrintOnSave } from '../visit/use-print.ts';
import { onHandOver, takeOver } from './handover.ts';
import { DonePanel } from './done-panel.tsx';
import { PersonCard } from './person-card.tsx';
import { normaliseQuery, queryKind } from './query-kind.ts';
import { SearchColumn } from './search-column.tsx';
import style from './desk.module.css';

/** Needed from the first participant on; the frame loads it in a quiet moment. */
const ServiceForm = lazy(async () => ({ default: (await import('./service-form.tsx')).ServiceForm }));

export type Chosen = { readonly kind: 'match'; readonly match: PesertaMatch } | { readonly kind: 'new' };

export function DeskScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const [handed, setHanded] = useState(takeOver);
  const [serviceDate] = useState(format.today);
  const [query, setQuery] = useState(() =>
    handed !== null && queryKind(handed) !== 'short' ? normaliseQuery(handed) : null,
  );
  const [picked, setPicked] = useState<Chosen | null>(null);
  const [saved, setSaved] = useState<Visit | null>(null);
  const [printOnSave, setPrintOnSave] = usePrintOnSave();
  const field = useRef<HTMLInputElement>(null);
  const search = usePesertaSearch(query === null ? null : { query, serviceDate });
  const schedule = useSchedule(serviceDate);
  const current = useVisit(saved?.id ?? null).data ?? saved;

  const focusSearch = useCallback(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const startNew = useCallback(() => {
    setSaved(null);
    setPicked(null);
    setQuery(null);
    if (field.current) field.current.value = '';
    focusSearch();
  }, [focusSearch]);
  useKey('F2', focusSearch);
  useKey('F4', startNew);

  const onSearch = (text: string) => {
    setSaved(null);
    setPicked(null);
    const next = normaliseQuery(text);
    if (next === query) void search.refetch();
    setQuery(next);
  };
  useEffect(() =>
    onHandOver((text) => {
      setHanded(text);
      setSaved(null);
      setPicked(null);
      if (queryKind(text) !== 'short') setQuery(normaliseQuery(text));
    }),
  );
  const matches = query === null ? [] : (search.data?.matches ?? []);
  const single = matches.length === 1 ? matches[0] : undefined;
  const chosen: Chosen | null = picked ?? (single ? { kind: 'match', match: single } : null);
  const chosenKey =
    chosen?.kind === 'match'
      ? `${chosen.match.patientId ?? ''}${chosen.match.nomorKartu ?? ''}${chosen.match.norm ?? ''}${chosen.match.nama}`
      : 'new';

  return (
    <Page
      title={t('desk.search.title')}
      sub={format.date(serviceDate)}
      wide
      tools={
        <Switch
          label={t('desk.form.printOnSave')}
          checked={printOnSave}
          onChange={(event) => setPrintOnSave(event.currentTarget.checked)}
        />
      }
    >
      <div className={`${style.columns} ${current ? style.columnsDone : ''}`}>
        <SearchColumn
          field={field}
          key={handed ?? ''}
          initial={handed ?? ''}
          asked={query !== null}
          search={search}
          matches={matches}
          chosen={chosen}
          serviceDate={serviceDate}
          onSearch={onSearch}
          onPick={(match) => {
            setSaved(null);
            setPicked({ kind: 'match', match });
          }}
          onNew={() => {
            setSaved(null);
            setPicked({ kind: 'new' });
          }}
        />
        {current ? (
          <DonePanel visit={current} onNext={startNew} />
        ) : (
          <>
            <PersonCard chosen={chosen} result={search.data} />
            <div className={style.column}>
              {chosen && !schedule.isPending ? (
                <Suspense fallback={<Rows count={6} />}>
                  <ServiceForm
                    key={`${chosenKey} ${query ?? ''}`}
                    match={chosen.kind === 'match' ? chosen.match : null}
                    typed={query ?? ''}
                    bpjsAway={search.data?.bpjsState === 'terputus'}
                    schedule={schedule.data}
                    serviceDate={serviceDate}
                    onSaved={setSaved}
                  />
                </Suspense>
              ) : null}
            </div>
          </>
        )}
      </div>
    </Page>
  );
}
