// Gathers what the room's prints say from the rooms that know it. How a page looks is the business of each print; who may read an identity
// number is decided here.
import { can, type Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { FacilityFacts } from '../gateway/index.ts';
import { maskIdentity, type PesertaService } from '../peserta/index.ts';
import type { Visit, VisitService } from '../visit/index.ts';
import type { Cases } from './cases.ts';
import type { Letterhead } from './continuity.ts';
import type { Mode } from './mode.ts';
import type { Records } from './record.ts';
import { registerPdf, type RegisterPrintRow } from './register-print.ts';
import type { Register } from './register.ts';
import { reportPdf, type ReportCase } from './report.ts';
import type { Policy } from './rules.ts';
import { sopPdf } from './sop.ts';
import { statementPdf } from './statement.ts';
import * as words from './words.ts';

export interface PrintDeps {
  readonly clock: Clock;
  readonly mode: Mode;
  readonly records: Records;
  readonly cases: Cases;
  readonly register: Register;
  readonly peserta: PesertaService;
  readonly visits: VisitService;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  readonly letterhead: (tx: FacilityTx) => Promise<Letterhead>;
}

/** A register of a day is some hundreds of rows. */
const MAX_VISITS = 2_000;

export function createPrints(deps: PrintDeps) {
  const { clock, mode, cases, peserta, visits } = deps;

  const head = async (tx: FacilityTx, actor: Actor) => {
    const { name, address, timeZone } = await deps.letterhead(tx);
    return {
      timeZone,
      common: {
        facility: name,
        address,
        printedAt: words.moment(clock.now(), timeZone),
        printedBy: actor.displayName,
      },
    };
  };
  const shown = (actor: Actor, value: string | null) =>
    (can(actor, 'person-identity') ? value : maskIdentity(value)) ?? '';

  const namesOf = async (tx: FacilityTx, list: readonly Visit[]) =>
    peserta.findPatients(tx, [...new Set(list.map(({ patientId }) => patientId))]);

  const reportCases = async (tx: FacilityTx, outageId: string): Promise<ReportCase[]> => {
    const list = await cases.list(tx, outageId, 'semua');
    const found = await visits.findMany(
      tx,
      list.map(({ visitId }) => visitId),
    );
    const byId = new Map(found.map((visit) => [visit.id, visit]));
    const names = await namesOf(tx, found);
    return list.flatMap((one) => {
      const visit = byId.get(one.visitId);
      if (visit === undefined) return [];
      return [
        {
          nomorAntrean: visit.nomorAntrean,
          nama: names.get(visit.patientId)?.nama ?? '',
          registeredAt: visit.registeredAt,
          decision: words.DECISION[one.decision],
          choice: one.choice === null ? '-' : words.CHOICE[one.choice],
          verification: words.VERIFICATION[one.verification],
          resolution: one.resolution === null ? '-' : words.RESOLUTION[one.resolution],
        },
      ];
    });
  };

  const registerRows = async (tx: FacilityTx, actor: Actor, date: string): Promise<RegisterPrintRow[]> => {
    const { timeZone } = await deps.letterhead(tx);
    const list = await visits.list(tx, { date, limit: MAX_VISITS });
    const names = await namesOf(tx, list);
    const lines = new Map((await deps.register.ofDay(tx, date)).map((line) => [line.visitId, line]));
    const choices = new Map(
      (
        await cases.casesOf(
          tx,
          list.map(({ id }) => id),
        )
      ).map((one) => [one.visitId, one.choice]),
    );
    const rows: RegisterPrintRow[] = [];
    for (const [index, visit] of list.entries()) {
      const events = await visits.eventsOf(tx, visit.id);
      const at = (type: string) => events.find((event) => event.type === type)?.occurredAt ?? null;
      const clockOf = (instant: Date | null) => (instant === null ? '' : words.clockTime(instant, timeZone));
      const patient = names.get(visit.patientId);
      const line = lines.get(visit.id);
      const choice = choices.get(visit.id) ?? null;
      rows.push({
        number: line?.rowNumber == null ? `${index + 1}` : `${index + 1} (kertas ${line.rowNumber})`,
        arrived: clockOf(at('patient.checked-in') ?? visit.registeredAt),
        nama: patient?.nama ?? '',
        kartu: shown(actor, patient?.nomorKartu ?? patient?.nik ?? null),
        poli: visit.namaPoli,
        called: clockOf(at('poli.called')),
        done: clockOf(at('poli.done')),
        choice: choice === null ? '' : words.CHOICE[choice],
        by: line?.writtenBy ?? visit.registeredBy,
      });
    }
    return rows;
  };

  return {
    async statement(tx: FacilityTx, actor: Actor, visitId: string): Promise<Buffer> {
      const [found] = await cases.casesOf(tx, [visitId]);
      const visit = await visits.find(tx, visitId);
      const patient = visit === null ? null : await peserta.findPatient(tx, visit.patientId);
      if (found === undefined || visit === null || patient === null) throw notFound('continuity case');
      const { timeZone, common } = await head(tx, actor);
      const outage = await mode.find(tx, found.outageId);
      const policy = await mode.policy(tx);
      return statementPdf({
        ...common,
        nama: patient.nama,
        norm: patient.norm,
        nomorKartu: shown(actor, patient.nomorKartu),
        tanggalLahir: patient.tanggalLahir ?? '',
        noHp: patient.noHp ?? '',
        nomorAntrean: visit.nomorAntrean,
        namaPoli: visit.namaPoli,
        day: words.longDay(visit.registeredAt, timeZone),
        ground: words.GROUND[found.ground],
        ageDays: found.ageDays,
        snapshotAt: words.moment(found.snapshotAt, timeZone),
        // What nobody has measured is not claimed to a patient who signs it.
        away:
          outage?.interruptedAt == null
            ? `belum dapat ditanya; mode kesinambungan sejak ${words.moment(outage?.startedAt ?? null, timeZone)}`
            : `tidak menjawab sejak ${words.moment(outage.interruptedAt, timeZone)}`,
        policy: policyText(policy),
        choice: found.choice === null ? 'belum dicatat' : words.CHOICE[found.choice],
      });
    },

    async report(tx: FacilityTx, actor: Actor, outageId: string): Promise<Buffer> {
      const record = await deps.records.of(tx, outageId);
      const { timeZone, common } = await head(tx, actor);
      return reportPdf({
        ...common,
        printedAt: clock.now(),
        timeZone,
        record,
        policy: policyText(await mode.policy(tx)),
        cases: await reportCases(tx, outageId),
      });
    },

    async sop(tx: FacilityTx, actor: Actor): Promise<Buffer> {
      const { timeZone, common } = await head(tx, actor);
      const policy = await mode.policy(tx);
      return sopPdf({
        ...common,
        isHospital: (await deps.facility(tx)).kind === 'fkrtl',
        policy,
        changed:
          policy.changedAt === null ? '' : `, ${policy.changedBy ?? ''}, ${words.moment(policy.changedAt, timeZone)}`,
      });
    },

    async register(tx: FacilityTx, actor: Actor, date: string, isFilled: boolean): Promise<Buffer> {
      const { common } = await head(tx, actor);
      return registerPdf({ ...common, day: date, rows: isFilled ? await registerRows(tx, actor, date) : [] });
    },
  };
}

function policyText(policy: Policy): string {
  const own = policy.version === 0 ? 'bawaan Titian' : `versi ${policy.version}`;
  const otherwise = { pernyataan: 'dengan pernyataan', tahan: 'ditahan' } as const;
  return `${own}: diterima bila terakhir aktif paling lama ${policy.maxAgeDays} hari; lebih lama ${otherwise[policy.whenOld]}; belum dikenal ${otherwise[policy.whenUnknown]}`;
}
