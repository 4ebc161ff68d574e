// A grouper that is nobody's tariff: deterministic groups from the primary diagnosis, with the traps of the real ones (a code 200 around
// a group that cannot be billed). Values of kelas, status_cd and versions are placeholders [U], docs/facts/eklaim.md §3.

import type { JsonObject } from '../../json.ts';
import { DIAGNOSES } from '../../reference/diagnoses.ts';
import type { EklaimClaim } from './state.ts';

interface Group {
  readonly starts: string;
  readonly mdc: readonly [number: string, description: string];
  readonly drg: readonly [code: string, description: string, weight: string];
  readonly cbg: readonly [code: string, description: string, tariff: number];
}

const CHRONIC = ['Q-5-44-0', 'PENYAKIT KRONIS KECIL LAIN-LAIN', 190_000] as const;
const ACUTE = ['Q-5-42-0', 'PENYAKIT AKUT KECIL LAIN-LAIN', 175_000] as const;

/** First fit wins; the last row fits everything. */
const GROUPS: readonly Group[] = [
  {
    starts: 'I',
    mdc: ['05', 'Circulatory System'],
    drg: ['0541010', 'HYPERTENSION AND HEART DISEASE', '0.2500'],
    cbg: CHRONIC,
  },
  { starts: 'E1', mdc: ['10', 'Endocrine System'], drg: ['1041010', 'DIABETES MELLITUS', '0.2400'], cbg: CHRONIC },
  { starts: 'J', mdc: ['04', 'Respiratory System'], drg: ['0441010', 'RESPIRATORY DISEASE', '0.2100'], cbg: ACUTE },
  {
    starts: 'O',
    mdc: ['14', 'Pregnancy and Childbirth'],
    drg: ['1441010', 'VAGINAL DELIVERY', '0.7200'],
    cbg: CHRONIC,
  },
  { starts: '', mdc: ['23', 'Other Factors'], drg: ['2341010', 'OTHER CONTACTS', '0.1800'], cbg: ACUTE },
];

const ungroupable = (code: string, description: string): JsonObject => ({
  mdc_number: '36',
  mdc_description: 'Ungroupable Cases',
  drg_code: code,
  drg_description: description,
  status_cd: 'normal',
  topup_options: [],
});

function groupOf(diagnosis: string): Group | undefined {
  if (!DIAGNOSES.some(({ kode }) => kode === diagnosis)) return undefined;
  return GROUPS.find(({ starts }) => diagnosis.startsWith(starts));
}

/** Top-ups are offered when a drug or device of its own is coded; the code is made up. */
const TOPUP = { code: 'TU01', description: 'TOP UP PROSEDUR', type: 'procedure', cost_weight: '0.1000' } as const;
const SPECIAL = { code: 'RR04', description: 'PROSEDUR KHUSUS', type: 'Special Procedure' } as const;
const SPECIAL_TARIFF = 40_000;
const offers = (procedures: readonly string[]): boolean => procedures.some((code) => /^(00|36|39)\./.test(code));

/** docs/facts/eklaim.md §7: sex against diagnosis 3611199, nothing that fits 36000x9 [A]. */
export function groupIdrg(claim: EklaimClaim, topups: readonly string[] | null): JsonObject {
  const [primary = ''] = claim.idrg.diagnosa;
  const group = groupOf(primary);
  if (group === undefined) return ungroupable('3600009', 'UNRELATED TO PRINCIPAL DIAGNOSIS');
  if (primary.startsWith('O') && claim.gender === '1') return ungroupable('3611199', 'SEX INCONSISTENT WITH DIAGNOSIS');
  const isOffered = offers(claim.idrg.procedure);
  const isTaken = isOffered && topups?.includes(TOPUP.code) === true;
  const weight = Number(group.drg[2]) + (isTaken ? Number(TOPUP.cost_weight) : 0);
  return {
    mdc_number: group.mdc[0],
    mdc_description: group.mdc[1],
    drg_code: group.drg[0],
    drg_description: group.drg[1],
    script_version: '0',
    logic_version: '0',
    cost_weight: group.drg[2],
    sub_acute_weight: '0',
    chronic_weight: '0',
    total_cost_weight: weight.toFixed(4),
    nbr: '1000000',
    status_cd: 'normal',
    topup_options: isOffered ? [TOPUP] : [],
    ...(topups === null ? {} : { topup: isTaken ? [TOPUP] : [] }),
  };
}

/** A CBG that begins with X is an error inside a success, docs/facts/eklaim.md §4 [M]. */
export function groupInacbg(claim: EklaimClaim, specials: readonly string[] | null): JsonObject {
  const [primary = ''] = claim.inacbg.diagnosa;
  const group = groupOf(primary);
  const [code, description, tariff] = group?.cbg ?? ['X-0-99-X', 'FAILED: PROCESSING', 0];
  const isOffered = group !== undefined && offers(claim.inacbg.procedure);
  const isTaken = isOffered && specials?.includes(SPECIAL.code) === true;
  return {
    response_inacbg: {
      cbg: { code, description },
      base_tariff: String(tariff),
      tariff: String(tariff + (isTaken ? SPECIAL_TARIFF : 0)),
      kelas: `kelas_${claim.kelas}`,
      inacbg_version: '5.10',
      status_cd: 'normal',
    },
    special_cmg_option: isOffered ? [SPECIAL] : [],
    ...(specials === null ? {} : { special_cmg: isTaken ? [{ ...SPECIAL, tariff: String(SPECIAL_TARIFF) }] : [] }),
  };
}

export const isBillable = (system: 'idrg' | 'inacbg', grouped: JsonObject): boolean => {
  const text = JSON.stringify(grouped);
  return system === 'idrg' ? !/"drg_code":"36/.test(text) : !/"cbg":\{"code":"X/.test(text);
};
