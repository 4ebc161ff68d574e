// The filters of the message browser: what may stand in an address stands there and can be shared as a link; what a person types stays here.
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { MessageFilter } from '../../api/integration.ts';
import { shiftDate } from '../../format/time.ts';
import { useFormat } from '../../format/use-format.ts';

export const STATES = [
  'refused',
  'parked',
  'expired',
  'unknown',
  'later',
  'waiting',
  'queued',
  'sending',
  'delivered',
  'already',
  'cancelled',
  'skipped',
] as const;
export const SPANS = ['semua', 'hari', 'pekan', 'bulan'] as const;
const DAYS_BACK: Readonly<Record<(typeof SPANS)[number], number | null>> = {
  semua: null,
  hari: 0,
  pekan: 6,
  bulan: 29,
};
const SERVICES = ['vclaim', 'antreanrs', 'pcare', 'antreanfktp', 'aplicares', 'apotek', 'erekammedis'] as const;

export interface Typed {
  readonly query: string;
  readonly refusal: string;
}

export type Place = 'keadaan' | 'layanan' | 'jenis' | 'kurun' | 'alasan' | 'pasien' | 'massal' | 'buka';
export type SetFilter = (part: { readonly [K in Place]?: string | undefined }) => void;

export function useSetFilter(): SetFilter {
  const navigate = useNavigate({ from: '/pesan' });
  return (part) => void navigate({ search: (previous) => ({ ...previous, ...part }) });
}

export function useFilter(typed: Typed): MessageFilter {
  const search = useSearch({ from: '/pesan' });
  const format = useFormat();
  const state = STATES.find((one) => one === search.keadaan);
  const service = SERVICES.find((one) => one === search.layanan);
  const back = DAYS_BACK[SPANS.find((one) => one === search.kurun) ?? 'semua'];
  const refusal = typed.refusal.length >= 3 ? typed.refusal : search.alasan;
  return {
    query: typed.query === '' ? undefined : typed.query,
    refusal,
    state: state === undefined ? undefined : [state],
    service: service === undefined ? undefined : [service],
    kind: search.jenis === undefined ? undefined : [search.jenis],
    visitId: search.pasien,
    differs: search.keadaan === 'berbeda' ? true : undefined,
    from: back === null ? undefined : (format.wall(shiftDate(format.today(), -back), '00.00') ?? undefined),
  };
}
