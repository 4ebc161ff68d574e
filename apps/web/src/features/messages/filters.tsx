// The left column of the message browser: each filter with how many messages stand behind it.
import { Select } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MessageCounts } from '../../api/types.ts';
import { SPANS, STATES, type SetFilter } from './use-filter.ts';
import style from './messages.module.css';

const NEEDS_SOMEBODY = new Set<string>(['refused', 'parked', 'expired']);
/** Always in sight; the others when there is something in them. */
const ALWAYS = new Set<string>(['refused', 'parked', 'unknown', 'later', 'waiting', 'queued', 'delivered']);
const SERVICES = ['vclaim', 'antreanrs', 'pcare', 'antreanfktp', 'aplicares', 'apotek', 'erekammedis'] as const;

export function Filters(props: { counts: MessageCounts | undefined; set: SetFilter; hidden: boolean }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/pesan' });
  const { counts, set } = props;
  const inState = new Map(counts?.states.map((one) => [one.value, one.count]));
  const chosen = search.keadaan ?? 'semua';
  const services = SERVICES.filter(
    (service) => service === search.layanan || counts?.services.some((one) => one.value === service),
  );
  return (
    <nav
      className={`${style.filters} ${props.hidden ? style.hiddenOnPhone : ''}`}
      aria-label={t('integration.messages.filter')}
    >
      <div className={style.filterTitle}>{t('integration.messages.filter')}</div>
      {(['semua', 'berbeda'] as const).map((state) => (
        <Choice
          key={state}
          label={t(`integration.messages.filters.${state}`)}
          chosen={chosen === state}
          onChoose={() => set({ keadaan: state === 'semua' ? undefined : state, buka: undefined })}
        />
      ))}
      {STATES.filter((state) => ALWAYS.has(state) || chosen === state || inState.has(state)).map((state) => (
        <Choice
          key={state}
          label={t(`integration.messages.filters.${state}`)}
          chosen={chosen === state}
          count={inState.get(state)}
          bad={NEEDS_SOMEBODY.has(state)}
          onChoose={() => set({ keadaan: state, buka: undefined })}
        />
      ))}
      <div className={style.filterTitle}>{t('integration.messages.service')}</div>
      <Choice
        label={t('integration.messages.allServices')}
        chosen={search.layanan === undefined}
        onChoose={() => set({ layanan: undefined, jenis: undefined, buka: undefined })}
      />
      {services.map((service) => (
        <Choice
          key={service}
          label={t(`words.service.${service}`)}
          chosen={search.layanan === service}
          count={counts?.services.find((one) => one.value === service)?.count}
          onChoose={() => set({ layanan: service, jenis: undefined, buka: undefined })}
        />
      ))}
      <div className={`${style.filterSelects} ${style.hiddenOnPhone}`}>
        <Select
          label={t('messages.kind')}
          size="xs"
          clearable
          placeholder={t('messages.allKinds')}
          value={search.jenis ?? null}
          onChange={(jenis) => set({ jenis: jenis ?? undefined, buka: undefined })}
          data={kindsOf(counts, search.jenis)}
        />
        <Select
          label={t('messages.span.title')}
          size="xs"
          allowDeselect={false}
          value={SPANS.find((span) => span === search.kurun) ?? 'semua'}
          onChange={(kurun) => set({ kurun: kurun === 'semua' || kurun === null ? undefined : kurun, buka: undefined })}
          data={SPANS.map((span) => ({ value: span, label: t(`messages.span.${span}`) }))}
        />
      </div>
      <Reasons counts={counts} set={set} />
    </nav>
  );
}

function kindsOf(counts: MessageCounts | undefined, chosen: string | undefined) {
  const kinds = (counts?.kinds ?? []).map((kind) => ({ value: kind.value, label: `${kind.label} (${kind.count})` }));
  return chosen === undefined || kinds.some((kind) => kind.value === chosen)
    ? kinds
    : [...kinds, { value: chosen, label: chosen }];
}

function Reasons(props: { counts: MessageCounts | undefined; set: SetFilter }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/pesan' });
  const byCode = new Map<string, { label: string; count: number }>();
  for (const { value, apa, words, count } of props.counts?.reasons ?? []) {
    const before = byCode.get(value);
    byCode.set(value, { label: before?.label ?? apa ?? words ?? value, count: (before?.count ?? 0) + count });
  }
  if (search.alasan !== undefined && !byCode.has(search.alasan))
    byCode.set(search.alasan, { label: search.alasan, count: 0 });
  if (byCode.size === 0) return null;
  return (
    <div className={style.reasons}>
      <div className={style.filterTitle}>{t('messages.reasons')}</div>
      {[...byCode].map(([code, { label, count }]) => (
        <Choice
          key={code}
          label={label}
          chosen={search.alasan === code}
          count={count}
          bad
          onChoose={() => props.set({ alasan: search.alasan === code ? undefined : code, buka: undefined })}
        />
      ))}
    </div>
  );
}

/** Red is for what needs a person; Titian asks BPJS about the unclear ones itself. */
function Choice(props: {
  label: string;
  chosen: boolean;
  count?: number | undefined;
  bad?: boolean;
  onChoose: () => void;
}) {
  return (
    <button type="button" className={style.filterButton} aria-pressed={props.chosen} onClick={props.onChoose}>
      <span>{props.label}</span>
      {props.count ? (
        <span className={`num ${props.bad ? style.countBad : 'muted'}`}>{props.count.toLocaleString('id-ID')}</span>
      ) : null}
    </button>
  );
}
