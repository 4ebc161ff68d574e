// Extensions of long-running referrals (K1–K3), docs/facts/vclaim.md §4.4. An extension keeps the referral valid beyond its 90 days;
// how long is not known: here again 90 days from the day it is made [U].

import { listAt, numberAt, textAt, type JsonObject } from '../../json.ts';
import { answer, refuse, type Call, type Reply } from '../../kernel.ts';
import { addDays, wibDate } from '../../wib.ts';
import { listOr } from './lists.ts';
import { wrapped } from './own-sep.ts';
import { SPECIAL_TEXTS } from './referral-texts.ts';
import { REFERRAL_DAYS } from './sep-rules.ts';
import { TEXTS } from './texts.ts';

/** The body has no wrapper; a deletion has one [A], so both places are read. */
export function specialSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const inner = wrapped(call, 't_rujukan');
  const noRujukan = textAt(call.body, 'noRujukan') || textAt(inner, 'noRujukan');
  return {
    key: noRujukan,
    data: {
      noRujukan,
      idRujukan: textAt(inner, 'idRujukan'),
      user: textAt(call.body, 'user') || textAt(inner, 'user'),
    },
  };
}

/** K1: `P;` before the primary diagnosis, `S;` before the others [C]; that exactly one is primary is ours [U]. */
export function insertSpecial(call: Call): Reply {
  const { data } = specialSubject(call);
  const referral = call.world.referrals.find(textAt(data, 'noRujukan'));
  if (referral === undefined) return refuse(TEXTS.noReferral);
  const codes = listAt(call.body, 'diagnosa').map((row) => textAt(row, 'kode').trim());
  const primary = codes.filter((code) => code.startsWith('P;'));
  if (primary.length !== 1 || !codes.every((code) => /^[PS];\S+$/.test(code)))
    return refuse(SPECIAL_TEXTS.badDiagnosis);
  const today = wibDate(call.nowMs);
  const [twin] = call.world.special.ofReferral(referral.nomorRujukan).filter(({ awal }) => awal === today);
  const added = {
    ...data,
    noRujukan: referral.nomorRujukan,
    idRujukan: call.world.special.nextId(),
    noKartu: referral.nomorKartu,
    diagnosa: (primary[0] ?? '').slice(2),
    tglAwal: today,
    tglBerakhir: addDays(today, REFERRAL_DAYS),
  };
  return answer({ rujukan: printed(call, added) }, [
    { effect: 'rujukankhusus.added', key: added.noRujukan, data: added, duplicateOf: twin?.seq ?? null },
  ]);
}

function printed(call: Call, added: JsonObject): JsonObject {
  return {
    norujukan: textAt(added, 'noRujukan'),
    nokapst: textAt(added, 'noKartu'),
    nmpst: call.world.people.byCard(textAt(added, 'noKartu'))?.nama ?? '',
    diagppk: textAt(added, 'diagnosa'),
    tglrujukan_awal: textAt(added, 'tglAwal'),
    tglrujukan_berakhir: textAt(added, 'tglBerakhir'),
  };
}

/** K2, under whichever verb the switch lets through; id and number must belong together. */
export function deleteSpecial(call: Call): Reply {
  const { data } = specialSubject(call);
  const known = call.world.special.findEver(numberAt(data, 'idRujukan'));
  const isOwn = known?.kodePpk === call.facility.kodePpk && known.nomorRujukan === textAt(data, 'noRujukan');
  if (known === undefined || !isOwn || (known.deleted !== null && call.character === 'documented'))
    return refuse(TEXTS.noReferral);
  return answer(known.nomorRujukan, [
    {
      effect: 'rujukankhusus.deleted',
      key: known.nomorRujukan,
      data: { ...data, noKartu: known.nomorKartu },
      duplicateOf: known.deleted?.seq ?? null,
    },
  ]);
}

/** K3: by the month in which an extension begins. */
export function listSpecial(call: Call): Reply {
  const { bulan = '', tahun = '' } = call.params;
  const month = `${tahun}-${bulan.padStart(2, '0')}`;
  const rows = call.world.special
    .live()
    .filter(({ kodePpk, awal }) => kodePpk === call.facility.kodePpk && awal.startsWith(month))
    .map((entry) => ({
      idrujukan: String(entry.id),
      ...printed(call, {
        noRujukan: entry.nomorRujukan,
        noKartu: entry.nomorKartu,
        diagnosa: entry.diagnosa,
        tglAwal: entry.awal,
        tglBerakhir: entry.berakhir,
      }),
    }));
  return listOr('rujukan', rows, TEXTS.noReferral);
}
