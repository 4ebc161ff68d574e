// VClaim's reference lists at the wire: the fixed ones of the claim sheet and of the back-referral programme, and the searches.
import { CARA_KELUAR, KELAS_RAWAT_LPK, PASCA_PULANG, STATUS_PRB, vclaim } from '@titian/contract';
import { describe, expect, it } from 'vitest';
import type { Payer } from './payer.ts';

export function references(payer: Payer): void {
  describe('references of the claim sheet', () => {
    it.each([
      ['diseases of the back-referral programme', vclaim.refDiagnosaPrb, STATUS_PRB],
      ['treatment classes', vclaim.refKelasRawat, KELAS_RAWAT_LPK],
      ['manners of leaving', vclaim.refCaraKeluar, CARA_KELUAR],
      ['conditions on leaving', vclaim.refPascaPulang, PASCA_PULANG],
    ] as const)('%s are those of the code table, without blanks', async (_name, endpoint, table) => {
      const { list } = await payer.dataOf(payer.hospital, endpoint);
      expect(list).toEqual(table.map(({ kode, nama }) => ({ kode, nama })));
    });

    it('specialties and wards are listed', async () => {
      expect((await payer.dataOf(payer.hospital, vclaim.refSpesialistik)).list).not.toHaveLength(0);
      expect((await payer.dataOf(payer.hospital, vclaim.refRuangRawat)).list).not.toHaveLength(0);
    });

    it('procedures, medicines and doctors are found by their names', async () => {
      const { procedure } = await payer.dataOf(payer.hospital, vclaim.refProcedure, { kata: 'hemodialysis' });
      expect(procedure).toEqual([{ kode: '39.95', nama: '39.95 - Hemodialysis' }]);
      const { list: drugs } = await payer.dataOf(payer.hospital, vclaim.refObatPrb, { kata: 'metformin' });
      expect(drugs[0]).toMatchObject({ nama: 'Metformin tab 500 mg' });
      const { list: doctors } = await payer.dataOf(payer.hospital, vclaim.refDokter, { nama: 'dr. Rangga' });
      expect(doctors).toMatchObject([{ kode: '99901' }]);
      expect(await payer.ask(payer.hospital, vclaim.refObatPrb, { kata: 'tidak ada' })).toMatchObject({
        kind: 'empty',
      });
    });
  });
}
