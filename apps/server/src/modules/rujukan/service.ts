// Referrals of a participant: from BPJS when it answers in time, else the ones seen before, always with their age.
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { isBpjsTrouble, type FacilityBpjs } from '../gateway/index.ts';
import { countSep, findByNumber, listOfCard, type FoundRujukan } from './bpjs.ts';
import { isValidOn, newestFirst, type Rujukan } from './rules.ts';
import { createRujukanStore, type StoredRujukan } from './store.ts';

export interface RujukanDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly bpjs: (facilityId: FacilityId) => FacilityBpjs;
}

export interface RujukanList {
  readonly source: 'bpjs' | 'lokal';
  readonly items: readonly Rujukan[];
}

/** First visit or control is asked only for the few valid ones: each costs a call while somebody waits. */
const MAX_COUNTED = 3;

export function createRujukanService({ db, sealer, clock, bpjs }: RujukanDeps) {
  const store = createRujukanStore(sealer);

  const withCounts = async (
    facilityId: FacilityId,
    items: readonly Rujukan[],
    serviceDate: string,
    timeoutMs: number,
  ) => {
    const counted = newestFirst(items)
      .filter((item) => isValidOn(item, serviceDate))
      .slice(0, MAX_COUNTED);
    const counts = await Promise.all(
      counted.map(
        async (item) => [item.nomorRujukan, await orNull(countSep(bpjs(facilityId), item, timeoutMs))] as const,
      ),
    );
    const byNumber = new Map(counts);
    return newestFirst(items).map((item) => ({
      ...item,
      jumlahSep: byNumber.get(item.nomorRujukan) ?? item.jumlahSep,
    }));
  };

  const keep = (facilityId: FacilityId, nomorKartu: string, items: readonly Rujukan[]) =>
    db.withFacility(facilityId, async (tx) => {
      const cardIndex = await store.cardIndex(tx, nomorKartu);
      for (const item of items) await store.save(tx, cardIndex, item, clock.now());
    });

  return {
    /** Never throws because of BPJS: no answer means the list seen before. */
    async listFor(
      facilityId: FacilityId,
      nomorKartu: string,
      options: { serviceDate: string; timeoutMs: number },
    ): Promise<RujukanList> {
      const listed = await orNull(listOfCard(bpjs(facilityId), nomorKartu, options.timeoutMs));
      if (listed === null) {
        return { source: 'lokal', items: await db.withFacility(facilityId, (tx) => this.localFor(tx, nomorKartu)) };
      }
      const items = await withCounts(facilityId, listed, options.serviceDate, options.timeoutMs);
      await keep(facilityId, nomorKartu, items);
      return { source: 'bpjs', items };
    },

    async localFor(tx: FacilityTx, nomorKartu: string): Promise<readonly Rujukan[]> {
      return newestFirst(
        (await store.listOfCard(tx, await store.cardIndex(tx, nomorKartu))).map((stored) => stored.rujukan),
      );
    },

    /** Card of a referral number, asking BPJS first. Null = nobody knows it. Throws when BPJS cannot be reached. */
    async findAtBpjs(facilityId: FacilityId, nomorRujukan: string, timeoutMs: number): Promise<FoundRujukan | null> {
      const found = await findByNumber(bpjs(facilityId), nomorRujukan, timeoutMs);
      if (found?.nomorKartu != null) await keep(facilityId, found.nomorKartu, [found.rujukan]);
      return found;
    },

    findLocal: (tx: FacilityTx, nomorRujukan: string): Promise<StoredRujukan | null> => store.find(tx, nomorRujukan),
  };
}

export type RujukanService = ReturnType<typeof createRujukanService>;

/** BPJS being away is an answer here; anything else stays an error. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isBpjsTrouble(error)) return null;
    throw error;
  }
}
