// The service entry of a clinic visit as the domain sees it: what doctor and nurse recorded. Not the wire body (bpjs.ts) and not
// the API shape, although the API sends the same fields.

/** A code with the name the reference had when it was chosen; the name is for people, only the code is sent. */
export interface CodedName {
  readonly kode: string;
  readonly nama: string;
}

export interface ServiceProcedure extends CodedName {
  readonly biaya: number;
  readonly keterangan?: string | undefined;
}

export interface ServiceDrug extends CodedName {
  readonly racikan: boolean;
  readonly signa1: number;
  readonly signa2: number;
  readonly jumlah: number;
}

export interface ServiceEntry {
  readonly keluhan: string;
  readonly anamnesa: string;
  readonly kdSadar: string;
  readonly sistole: number;
  readonly diastole: number;
  readonly beratBadan: number;
  readonly tinggiBadan: number;
  readonly lingkarPerut: number;
  readonly respRate: number;
  readonly heartRate: number;
  readonly suhu: number;
  readonly alergi: { readonly makan: string; readonly udara: string; readonly obat: string };
  readonly kdPrognosa: string;
  readonly diagnosa: readonly CodedName[];
  readonly tindakan: readonly ServiceProcedure[];
  readonly obat: readonly ServiceDrug[];
  readonly terapiObat: string;
  readonly terapiNonObat: string;
  readonly bmhp: string;
  readonly kdStatusPulang: string;
  /** `yyyy-MM-dd`, the facility's calendar day. */
  readonly tanggalPulang: string;
  readonly kdDokter: string;
}

export interface EntryProblem {
  readonly field: string;
  /** Indonesian: what is wrong and what to enter. */
  readonly message: string;
}
