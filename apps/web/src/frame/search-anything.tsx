// `/` from anywhere: finds a visit by name, record number, booking code, SEP or queue number and opens it in the drawer.
import { Button, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVisitSearch } from '../api/hospital.ts';
import type { VisitRow } from '../api/types.ts';
import { unitName } from '../format/names.ts';
import { handOver } from '../features/desk/handover.ts';
import { FailureNotice, Rows } from '../ui/failure.tsx';
import { Empty } from '../ui/notice.tsx';
import style from './frame.module.css';

const MIN_LETTERS = 2;
const DEBOUNCE_MS = 200;

export function SearchAnything(props: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [query] = useDebouncedValue(text.trim(), DEBOUNCE_MS);
  const ready = query.length >= MIN_LETTERS;
  const visits = useVisitSearch(query, ready);
  const rows = ready ? (visits.data?.items ?? []) : [];
  const open = (row: VisitRow | undefined) => {
    if (!row) return;
    props.onClose();
    void navigate({ to: '.', search: (previous) => ({ ...previous, kunjungan: row.id }) });
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      withCloseButton={false}
      size="lg"
      yOffset="10vh"
      centered={false}
      aria-label={t('frame.search.title')}
    >
      <TextInput
        data-autofocus
        size="md"
        leftSection={<IconSearch size={18} aria-hidden />}
        autoComplete="off"
        spellCheck={false}
        aria-label={t('frame.search.title')}
        placeholder={t('frame.search.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setActive(Math.min(active + 1, rows.length - 1));
          else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
          else if (event.key === 'Enter') open(rows[active]);
          else return;
          event.preventDefault();
        }}
      />
      <div className={style.searchResults} role="listbox" aria-label={t('frame.search.title')}>
        {!ready ? <p className="muted">{t('frame.search.hint')}</p> : null}
        {ready && visits.isError ? <FailureNotice error={visits.error} onRetry={() => void visits.refetch()} /> : null}
        {ready && visits.isPending ? <Rows count={3} /> : null}
        {ready && visits.data && rows.length === 0 ? (
          <Empty
            title={t('frame.search.empty')}
            action={
              <Button
                variant="light"
                onClick={() => {
                  props.onClose();
                  handOver(query);
                  void navigate({ to: '/pendaftaran' });
                }}
              >
                {t('frame.search.register')}
              </Button>
            }
          >
            {t('frame.search.emptyNext')}
          </Empty>
        ) : null}
        {rows.map((row, index) => (
          <button
            key={row.id}
            type="button"
            role="option"
            aria-selected={index === active}
            data-active={index === active}
            className={style.searchRow}
            onMouseEnter={() => setActive(index)}
            onClick={() => open(row)}
          >
            <span className={style.searchNumber}>{row.nomorAntrean}</span>
            <span>
              {row.nama}
              <span className={style.searchMeta}>
                {' '}
                · {row.norm} · {unitName(row.poli.nama)}
              </span>
            </span>
            <span className={style.searchMeta}>{t(`words.stage.${row.stage}`)}</span>
          </button>
        ))}
      </div>
    </Modal>
  );
}
