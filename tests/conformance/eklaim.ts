// A claim at the wire of E-Klaim, from its opening to the data centre: coded twice, grouped twice, closed, sent, and refused wherever a step
// is missing; the key changed in the middle of a day.
import { createEklaimClient, isBpjsError } from '@titian/client';
import { eklaim, ungroupableReason } from '@titian/contract';
import { describe, expect, it } from 'vitest';
import { codeOf, type Payer } from './payer.ts';

const CODER = '9999000000009901';
const OTHER_KEY = 'ab'.repeat(32);

/** The number of E-Klaim behind a refusal. */
async function numberOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (isBpjsError(error)) return error.bpjsCode ?? error.code;
    throw error;
  }
  return 'answered';
}

export function eklaimSuite(payer: Payer): void {
  describe('a claim of E-Klaim', () => {
    const sep = '9999R0011126V000901';
    const of = { data: { nomor_sep: sep } };
    const at = { metadata: { nomor_sep: sep } };
    const person = {
      nomor_kartu: '0000000000901',
      nomor_rm: '000901',
      nama_pasien: 'PESERTA KLAIM CONTOH',
      tgl_lahir: '1980-02-03 00:00:00',
      gender: '2',
    };
    const data = {
      tgl_masuk: '2026-11-25 08:10:00',
      tgl_pulang: '2026-11-25 10:40:00',
      cara_masuk: 'gp',
      jenis_rawat: '2',
      kelas_rawat: '3',
      discharge_status: '1',
      tarif_rs: { konsultasi: 75_000, laboratorium: 60_000, obat: 75_000 },
      nama_dokter: 'dr. Contoh, Sp.PD',
      kode_tarif: 'CS',
      payor_id: '3',
      payor_cd: 'JKN',
      coder_nik: CODER,
    };

    it('is opened once, filled and found', async () => {
      expect(await numberOf(payer.askEklaim(eklaim.getClaimData, of))).toBe('E2004');
      const opened = await payer.dataOfEklaim(eklaim.newClaim, { data: { ...person, nomor_sep: sep } });
      expect(opened.response.patient_id).toMatch(/^\d+$/);
      expect(await payer.askEklaim(eklaim.newClaim, { data: { ...person, nomor_sep: sep } })).toMatchObject(
        payer.repeated({ kind: 'already', code: 'E2007', messageId: 'eklaim.E2007' }),
      );
      expect(await numberOf(payer.askEklaim(eklaim.setClaimData, { ...at, data: { coder_nik: '123' } }))).toBe('E2006');
      const late = { ...data, tgl_pulang: '2026-11-24 10:00:00' };
      expect(await numberOf(payer.askEklaim(eklaim.setClaimData, { ...at, data: late }))).toBe('E2012');
      await payer.askEklaim(eklaim.setClaimData, { ...at, data });
      const renamed = { nomor_rm: '000901' };
      await payer.askEklaim(eklaim.updatePatient, { metadata: renamed, data: { ...person, nomor_rm: '000902' } });
      const stored = await payer.dataOfEklaim(eklaim.getClaimData, of);
      expect(stored.response).toMatchObject({ nomor_sep: sep, nomor_rm: '000902', klaim_status_cd: 'normal' });
    });

    it('is coded and grouped by iDRG; a code 200 around an impossible group is seen', async () => {
      expect(await numberOf(payer.askEklaim(eklaim.idrgFinal, of))).toBe('E2017');
      expect(
        (await payer.dataOfEklaim(eklaim.searchIdrgDiagnosis, { data: { keyword: 'E11' } })).response.data,
      ).toContainEqual(expect.objectContaining({ code: 'E11.90', im: '1' }));
      await payer.dataOfEklaim(eklaim.searchIdrgProcedures, { data: { keyword: '39.95' } });
      await payer.dataOfEklaim(eklaim.idrgDiagnosaSet, { ...at, data: { diagnosa: 'Z99.9' } });
      const impossible = await payer.dataOfEklaim(eklaim.idrgGroup, of);
      const code = impossible.response_idrg.drg_code ?? '';
      expect(ungroupableReason('idrg', code)).toBe('Prosedur tidak berkaitan dengan diagnosis.');
      expect(await numberOf(payer.askEklaim(eklaim.idrgFinal, of))).toBe('E2063');

      // An unknown code is dropped in silence: only the answer tells.
      const set = await payer.dataOfEklaim(eklaim.idrgDiagnosaSet, { ...at, data: { diagnosa: 'I10#ZZZ#E11.90' } });
      expect(set.data.string).toBe('I10#E11.90');
      expect((await payer.dataOfEklaim(eklaim.idrgDiagnosaGet, of)).data).toEqual(set.data);
      const procedures = await payer.dataOfEklaim(eklaim.idrgProcedureSet, { ...at, data: { procedure: '39.95+2' } });
      expect(procedures.data.expanded?.[0]).toMatchObject({ code: '39.95', multiplicity: 2 });
      expect((await payer.dataOfEklaim(eklaim.idrgProcedureGet, of)).data).toEqual(procedures.data);
      const grouped = await payer.dataOfEklaim(eklaim.idrgGroup, of);
      expect(ungroupableReason('idrg', grouped.response_idrg.drg_code ?? '')).toBeNull();
      const [option] = grouped.response_idrg.topup_options ?? [];
      const topped = await payer.dataOfEklaim(eklaim.idrgGroupTopup, {
        data: { nomor_sep: sep, topup_codes: option?.code ?? '' },
      });
      expect(topped.response_idrg.topup).toHaveLength(1);
      expect(Number(topped.response_idrg.total_cost_weight)).toBeGreaterThan(Number(topped.response_idrg.cost_weight));
      expect(await numberOf(payer.askEklaim(eklaim.inacbgGroup, of))).toBe('E2018');
      await payer.dataOfEklaim(eklaim.idrgFinal, of);
      await payer.dataOfEklaim(eklaim.idrgReedit, of);
      await payer.dataOfEklaim(eklaim.idrgGroup, of);
      await payer.dataOfEklaim(eklaim.idrgFinal, of);
    });

    it('is coded again and grouped by INA-CBG', async () => {
      const imported = await payer.dataOfEklaim(eklaim.idrgImport, of);
      expect(imported.data.diagnosa.expanded).toContainEqual(
        expect.objectContaining({
          code: 'E11.90',
          validcode: '0',
          metadata: expect.objectContaining({ error_no: 'E2101' }),
        }),
      );
      expect(
        (await payer.dataOfEklaim(eklaim.searchInacbgDiagnosis, { data: { keyword: 'E11' } })).response.data,
      ).toEqual([[expect.any(String), 'E11.9']]);
      const nothing = await payer.dataOfEklaim(eklaim.searchInacbgProcedures, { data: { keyword: 'tidak ada' } });
      expect(nothing.response.data).toEqual([]);
      await payer.dataOfEklaim(eklaim.inacbgDiagnosaSet, { ...at, data: { diagnosa: 'I10#E11.9' } });
      expect((await payer.dataOfEklaim(eklaim.inacbgDiagnosaGet, of)).data.string).toBe('I10#E11.9');
      await payer.dataOfEklaim(eklaim.inacbgProcedureSet, { ...at, data: { procedure: '39.95' } });
      expect((await payer.dataOfEklaim(eklaim.inacbgProcedureGet, of)).data.string).toBe('39.95');
      expect(await numberOf(payer.askEklaim(eklaim.claimFinal, { data: { nomor_sep: sep, coder_nik: CODER } }))).toBe(
        'E2017',
      );
      const grouped = await payer.dataOfEklaim(eklaim.inacbgGroup, of);
      expect(grouped.response_inacbg.cbg.code).toBe('Q-5-44-0');
      const special = grouped.special_cmg_option?.[0]?.code ?? '';
      const second = await payer.dataOfEklaim(eklaim.inacbgGroupSpecial, {
        data: { nomor_sep: sep, special_cmg: special },
      });
      expect(Number(second.response_inacbg.tariff)).toBeGreaterThan(Number(grouped.response_inacbg.tariff));
      await payer.dataOfEklaim(eklaim.inacbgFinal, of);
      await payer.dataOfEklaim(eklaim.inacbgReedit, of);
      await payer.dataOfEklaim(eklaim.inacbgGroup, of);
      await payer.dataOfEklaim(eklaim.inacbgFinal, of);
    });

    it('is closed, opened again, sent once and then locked', async () => {
      const closing = { data: { nomor_sep: sep, coder_nik: CODER } };
      expect(await numberOf(payer.askEklaim(eklaim.sendClaimIndividual, of))).toBe('E2002');
      await payer.dataOfEklaim(eklaim.claimFinal, closing);
      expect(await numberOf(payer.askEklaim(eklaim.setClaimData, { ...at, data }))).toBe('E2009');
      await payer.dataOfEklaim(eklaim.reeditClaim, of);
      await payer
        .dataOfEklaim(eklaim.sitbValidate, { data: { nomor_sep: sep, nomor_register_sitb: '9999000009' } })
        .then(({ response }) => expect(response.status).toBe('INVALID'));
      await payer.dataOfEklaim(eklaim.sitbInvalidate, of);
      await payer.dataOfEklaim(eklaim.fileUpload, {
        metadata: { nomor_sep: sep, file_class: 'resume_medis', file_name: 'resume.pdf' },
        data: Buffer.from('%PDF-1.4').toString('base64'),
      });
      const files = await payer.dataOfEklaim(eklaim.fileGet, of);
      const id = files.response?.data?.[0]?.file_id ?? '';
      await payer.dataOfEklaim(eklaim.fileDelete, { data: { nomor_sep: sep, file_id: id } });
      expect((await payer.dataOfEklaim(eklaim.fileGet, of)).response?.data).toEqual([]);
      await payer.dataOfEklaim(eklaim.claimFinal, closing);
      const sheet = await payer.dataOfEklaim(eklaim.claimPrint, of);
      expect(Buffer.from(sheet.data, 'base64').toString('latin1')).toMatch(/^%PDF-1\.4[\s\S]*%%EOF\s*$/);
      expect((await payer.dataOfEklaim(eklaim.getClaimStatus, of)).response.status_kirim).toBe('0');
      await payer.dataOfEklaim(eklaim.sendClaimIndividual, of);
      expect((await payer.dataOfEklaim(eklaim.getClaimStatus, of)).response).toMatchObject({
        status_kirim: '1',
        tgl_kirim: expect.stringMatching(/^2026-11-26 /),
      });
      await payer.dataOfEklaim(eklaim.retrieveClaimStatus, { data: { nomor_sep: sep, nomor_pengajuan: '1' } });
      expect(await numberOf(payer.askEklaim(eklaim.reeditClaim, of))).toBe('E2039');
      expect(await numberOf(payer.askEklaim(eklaim.deleteClaim, closing))).toBe('E2038');
      const day = { start_dt: '2026-11-25', stop_dt: '2026-11-25', jenis_rawat: '3', date_type: '1' };
      expect((await payer.dataOfEklaim(eklaim.sendClaim, { data: day })).response.count).toBe(0);
    });

    it('of another payer gets its own number, and what was opened by mistake goes away', async () => {
      const { response } = await payer.dataOfEklaim(eklaim.generateClaimNumber, {});
      const number = response.claim_number;
      await payer.dataOfEklaim(eklaim.newClaim, { data: { ...person, nomor_rm: '000903', nomor_sep: number } });
      await payer.dataOfEklaim(eklaim.deleteClaim, { data: { nomor_sep: number, coder_nik: CODER } });
      await payer.dataOfEklaim(eklaim.newClaim, { data: { ...person, nomor_rm: '000903', nomor_sep: number } });
      await payer.dataOfEklaim(eklaim.deletePatient, { data: { nomor_rm: '000903', coder_nik: CODER } });
      expect(await numberOf(payer.askEklaim(eklaim.getClaimData, { data: { nomor_sep: number } }))).toBe('E2004');
    });
  });

  describe('the key of E-Klaim', () => {
    const of = { data: { nomor_sep: '9999R0011126V000901' } };

    it('may be changed on one side first: the key before is tried once, a stranger is refused', async () => {
      const { eklaimKey } = payer.sandbox.credentials('9999R001');
      const url = payer.sandbox.eklaimUrl;
      const used: boolean[] = [];
      const rotated = createEklaimClient({
        url,
        key: OTHER_KEY,
        previousKey: eklaimKey,
        hooks: { onExchange: ({ usedPreviousKey }) => used.push(usedPreviousKey) },
      });
      expect(await rotated.call(eklaim.getClaimStatus, of)).toMatchObject({ kind: 'ok' });
      expect(used).toEqual([false, true]);
      await rotated.close();
      const stranger = createEklaimClient({ url, key: OTHER_KEY });
      expect(await codeOf(stranger.call(eklaim.getClaimStatus, of))).toBe('BPJS_CREDENTIAL eklaim.E2031');
      await payer.sandbox.setSwitches({ eklaimUnreadable: 'php-notice' });
      expect(await codeOf(stranger.call(eklaim.getClaimStatus, of))).toBe('BPJS_UNCERTAIN');
      await payer.sandbox.setSwitches({ eklaimUnreadable: 'error' });
      await stranger.close();
    });
  });
}
