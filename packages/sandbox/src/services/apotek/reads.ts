// What a pharmacy looks up (docs/facts/aplicares-icare-apotek.md §4.1 and §4.5). "No data" is 201 with a text (§4.6).

import { listAt, numberAt, textAt, type Json, type JsonObject } from '../../json.ts';
import { answer, refuse, type Call, type Reply } from '../../kernel.ts';
import { PRB_DRUGS } from '../../reference/claim-sheet.ts';
import { DPHO, findMedicine, type Medicine } from '../../reference/dpho.ts';
import { findHospitalDoctor, POLIS } from '../../reference/hospital.ts';
import { isDate } from '../../wib.ts';
import { STANDARD_FACILITIES } from '../../world/facilities.ts';
import { diagnosisName, dischargeDate, poliName } from '../vclaim/shapes.ts';
import { billOf, decimal, groupName } from './shapes.ts';
import { liveItems, type Prescription } from './state.ts';
import { TEXTS } from './texts.ts';

const rowsUnder = (key: string, rows: readonly Json[]): Reply =>
  rows.length === 0 ? refuse(TEXTS.noData) : answer({ [key]: rows });
const yesNo = (value: boolean): string => (value ? 'True' : 'False');
const found = (word: string, ...texts: readonly string[]): boolean =>
  texts.some((text) => text.toLowerCase().includes(word.trim().toLowerCase()));

export function dpho(call: Call): Reply {
  const row = (medicine: Medicine): JsonObject => ({
    kodeobat: medicine.kode,
    namaobat: medicine.nama,
    prb: yesNo(medicine.groups.includes('1')),
    kronis: yesNo(medicine.groups.includes('2')),
    kemo: yesNo(medicine.groups.includes('3')),
    harga: String(medicine.harga),
    restriksi: medicine.restriksi,
    generik: medicine.generik,
    aktif: null,
    sedia: null,
    stok: call.world.apotek.stockOf(call.facility.kodePpk, medicine.kode)?.toString() ?? null,
  });
  return answer({ list: DPHO.map(row) });
}

/** Without a name, or with a blank as one program sends it: the whole group. */
export function medicines({ params }: Call): Reply {
  const { kdJnsObat = '', tglResep = '', nama = '' } = params;
  if (!isDate(tglResep)) return refuse(TEXTS.badDate);
  const rows = DPHO.filter((medicine) => medicine.groups.includes(kdJnsObat) && found(nama, medicine.nama));
  return rowsUnder(
    'list',
    rows.map(({ kode, nama: name, harga }) => ({ kode, nama: name, harga: String(harga) })),
  );
}

export const polis = ({ params }: Call): Reply =>
  rowsUnder(
    'poli',
    POLIS.filter(({ kode, nama }) => found(params['kata'] ?? '', kode, nama)).map(({ kode, nama }) => ({ kode, nama })),
  );

export const specialties = (): Reply =>
  rowsUnder(
    'list',
    POLIS.map(({ kode, nama }) => ({ kode, nama })),
  );

/** 1 first level, 2 hospital. */
export function facilities({ params }: Call): Reply {
  const wanted = params['jenis'] === '1' ? 'fktp' : 'fkrtl';
  const rows = STANDARD_FACILITIES.filter(
    ({ jenis, nama }) => jenis === wanted && found(params['nama'] ?? '', nama),
  ).map(({ kodePpk, nama }) => ({ kode: kodePpk, nama }));
  return rowsUnder('faskes', rows);
}

export function settings(call: Call): Reply {
  const { kodePpk, nama } = call.facility;
  if (call.params['kodeApotek'] !== kodePpk) return refuse(TEXTS.noData);
  return answer({
    kode: kodePpk,
    namaapoteker: 'apt. Contoh',
    namakepala: 'Kepala Contoh',
    jabatankepala: `Kepala ${nama}`,
    nipkepala: '',
    siup: '',
    alamat: 'Jalan Contoh 1',
    kota: 'CONTOH',
    namaverifikator: '',
    nppverifikator: '',
    namapetugasapotek: '',
    nippetugasapotek: '',
    // The sandbox compares nothing with the stock: how BPJS does is not known.
    checkstock: yesNo(false),
  });
}

export function visitOfSep(call: Call): Reply {
  const sep = call.world.sep.find(call.params['noSep'] ?? '');
  if (sep === undefined || sep.deleted !== null) return refuse(TEXTS.unknownSep);
  const person = call.world.people.byCard(sep.nomorKartu);
  const doctor = findHospitalDoctor(textAt(sep.fields, 'dpjpLayan'));
  return answer({
    noSep: sep.nomorSep,
    faskesasalresep: sep.kodePpk,
    nmfaskesasalresep: STANDARD_FACILITIES.find(({ kodePpk }) => kodePpk === sep.kodePpk)?.nama ?? sep.kodePpk,
    nokartu: sep.nomorKartu,
    namapeserta: person?.nama ?? '',
    jnskelamin: person?.jenisKelamin ?? '',
    tgllhr: person?.tanggalLahir ?? '',
    pisat: '1',
    kdjenispeserta: person?.jenisPeserta.kode ?? '',
    nmjenispeserta: person?.jenisPeserta.keterangan ?? '',
    kodebu: '',
    namabu: '',
    tglsep: sep.tanggal,
    tglplgsep: dischargeDate(sep),
    jnspelayanan: sep.jnsPelayanan === '1' ? 'RITL' : 'RJTL',
    nmdiag: diagnosisName(textAt(sep.fields, 'diagAwal')),
    poli: poliName(sep.poli),
    flagprb: (person?.prb ?? '') === '' ? '0' : '1',
    namaprb: person?.prb ?? '',
    kodedokter: doctor === undefined ? '' : String(doctor.kode),
    namadokter: doctor?.nama ?? null,
  });
}

/** Over all pharmacies, one row per medicine. */
export function history(call: Call): Reply {
  const { tglAwal = '', tglAkhir = '', noKartu = '' } = call.params;
  if (!isDate(tglAwal) || !isDate(tglAkhir)) return refuse(TEXTS.badDate);
  const person = call.world.people.byCard(noKartu);
  const rows = call.world.apotek
    .ofCard(noKartu)
    .filter(({ tglPelayanan }) => tglAwal <= tglPelayanan && tglPelayanan <= tglAkhir)
    .flatMap((prescription) =>
      liveItems(prescription).map(({ fields }) => ({
        nosjp: prescription.nomor,
        tglpelayanan: prescription.tglPelayanan,
        noresep: prescription.noResep,
        kodeobat: textAt(fields, 'KDOBT'),
        namaobat: findMedicine(textAt(fields, 'KDOBT'))?.nama ?? '',
        jmlobat: decimal(numberAt(fields, 'JMLOBT')),
      })),
    );
  if (person === undefined || rows.length === 0) return refuse(TEXTS.noData);
  return answer({ list: { nokartu: noKartu, namapeserta: person.nama, tgllhr: person.tanggalLahir, history: rows } });
}

/** Which codes mean unverified and verified is disputed, docs/facts/aplicares-icare-apotek.md §4.1: a switch. */
function hasStatus(call: Call, prescription: Prescription): boolean {
  const [unverified, verified] = call.switches.apotekClaimStatus.split('-');
  return call.params['status'] === (call.world.apotek.isVerified(prescription.nomor) ? verified : unverified);
}

export function claims(call: Call): Reply {
  const { bulan = '', tahun = '', kdJnsObat = '' } = call.params;
  const month = `${tahun}-${bulan.padStart(2, '0')}`;
  const chosen = call.world.apotek
    .ofPharmacy(call.facility.kodePpk)
    .filter((entry) => entry.tglPelayanan.slice(0, 7) === month && hasStatus(call, entry))
    .filter((entry) => kdJnsObat === '0' || entry.kdJnsObat === kdJnsObat);
  if (chosen.length === 0) return refuse(TEXTS.noData);
  const bills = chosen.map((entry) => billOf(call, entry));
  const reply = answer({
    rekap: {
      jumlahdata: String(chosen.length),
      totalbiayapengajuan: String(bills.reduce((sum, { asked }) => sum + asked, 0)),
      totalbiayasetuju: String(bills.reduce((sum, { approved }) => sum + approved, 0)),
      listsep: chosen.map((entry, place) => ({
        nosepapotek: entry.nomor,
        nosepaasal: entry.nomorSep,
        nokartu: entry.nomorKartu,
        namapeserta: call.world.people.byCard(entry.nomorKartu)?.nama ?? '',
        noresep: entry.noResep,
        jnsobat: groupName(entry.kdJnsObat),
        tglpelayanan: entry.tglPelayanan,
        biayapengajuan: String(bills[place]?.asked ?? 0),
        biayasetuju: String(bills[place]?.approved ?? 0),
      })),
    },
  });
  return { ...reply, nestsMeta: call.switches.apotekNestedMetaData };
}

/** Who joined by a PRB letter that VClaim issued in the month. */
export function newProgrammeMembers(call: Call): Reply {
  const { tahun = '', bulan = '' } = call.params;
  const letters = call.world.prb.inMonth(`${tahun}-${bulan.padStart(2, '0')}`);
  const rows = letters.map(({ nomorKartu, nomorSep, tanggal, fields }, place) => ({
    No: place + 1,
    NamaPeserta: call.world.people.byCard(nomorKartu)?.nama ?? '',
    NomorKaPst: nomorKartu,
    Alamat: textAt(fields, 'alamat'),
    TglSRB: `${tanggal.slice(8, 10)}/${tanggal.slice(5, 7)}/${tanggal.slice(0, 4)} 00:00:00`,
    Diagnosa: textAt(call.world.sep.find(nomorSep)?.fields, 'diagAwal'),
    Obat: listAt(fields, 'obat')
      .map((drug) => PRB_DRUGS.find(({ kode }) => kode === textAt(drug, 'kdObat').trim())?.nama ?? '')
      .join(', '),
    DPJP: findHospitalDoctor(textAt(fields, 'kodeDPJP'))?.nama ?? '',
    AsalFaskes:
      STANDARD_FACILITIES.find(({ kodePpk }) => kodePpk === call.world.sep.find(nomorSep)?.kodePpk)?.nama ?? '',
  }));
  return rowsUnder('list', rows);
}
