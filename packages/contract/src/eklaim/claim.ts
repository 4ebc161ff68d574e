// E-Klaim: the patient and the claim, from the first entry to the data centre (docs/facts/eklaim.md §5).
import { z } from 'zod';
import { maybeNum, maybeText, num, text } from '../shapes.ts';
import { claimData } from './claim-data.ts';
import {
  dateTime,
  day,
  EXAMPLE_SEP,
  method,
  nomorSep,
  nothing,
  ofClaim,
  ofClaimExample,
  SENDING_TIMEOUT_MS,
} from './define.ts';

const coder = z.string().regex(/^\d{16}$/);
const CODER = '9999000000009901';

const newClaim = method({
  group: 'klaim',
  name: 'new',
  call: 'new_claim',
  request: z.looseObject({
    data: z.looseObject({
      nomor_kartu: text,
      nomor_sep: nomorSep,
      nomor_rm: text,
      nama_pasien: text,
      tgl_lahir: dateTime,
      /** 1 male, 2 female. */
      gender: text,
    }),
  }),
  response: z.looseObject({
    response: z.looseObject({ patient_id: text, admission_id: text, hospital_admission_id: text }),
  }),
  writeClass: 'write-once',
  source: '§5',
  purpose: 'Opens the claim of a SEP; a number that exists already is refused with E2007.',
  example: {
    request: {
      data: {
        nomor_kartu: '0000000000001',
        nomor_sep: EXAMPLE_SEP,
        nomor_rm: '000123',
        nama_pasien: 'PESERTA CONTOH SATU',
        tgl_lahir: '1990-05-06 00:00:00',
        gender: '1',
      },
    },
    response: { response: { patient_id: '1', admission_id: '1', hospital_admission_id: '1' } },
  },
});

const updatePatient = method({
  group: 'klaim',
  name: 'updatePatient',
  call: 'update_patient',
  request: z.looseObject({
    metadata: z.looseObject({ nomor_rm: text }),
    data: z.looseObject({ nomor_kartu: text, nomor_rm: text, nama_pasien: text, tgl_lahir: dateTime, gender: text }),
  }),
  response: nothing,
  writeClass: 'dangerous',
  source: '§5',
  purpose: 'Changes the person behind a record number; the old number stands in metadata.',
  example: {
    request: {
      metadata: { nomor_rm: '000123' },
      data: {
        nomor_kartu: '0000000000001',
        nomor_rm: '000124',
        nama_pasien: 'PESERTA CONTOH SATU',
        tgl_lahir: '1990-05-06 00:00:00',
        gender: '1',
      },
    },
    response: {},
  },
});

const deletePatient = method({
  group: 'klaim',
  name: 'deletePatient',
  call: 'delete_patient',
  request: z.looseObject({ data: z.looseObject({ nomor_rm: text, coder_nik: coder }) }),
  response: nothing,
  writeClass: 'write-once',
  source: '§5',
  purpose: 'Removes a record number from E-Klaim.',
  example: { request: { data: { nomor_rm: '000123', coder_nik: CODER } }, response: {} },
});

const setClaimData = method({
  group: 'klaim',
  name: 'setData',
  call: 'set_claim_data',
  request: z.looseObject({ metadata: z.looseObject({ nomor_sep: nomorSep }), data: claimData }),
  response: nothing,
  writeClass: 'dangerous',
  source: '§6.1',
  purpose: 'Fills the claim; a field that is left out stays as it was.',
  example: {
    request: {
      metadata: { nomor_sep: EXAMPLE_SEP },
      data: {
        nomor_kartu: '0000000000001',
        tgl_masuk: '2025-01-06 08:10:00',
        tgl_pulang: '2025-01-06 10:40:00',
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
      },
    },
    response: {},
  },
});

const getClaimData = method({
  group: 'klaim',
  name: 'getData',
  call: 'get_claim_data',
  request: ofClaim,
  response: z.looseObject({
    response: z.looseObject({
      ...claimData.partial().shape,
      nomor_rm: maybeText,
      nama_pasien: maybeText,
      tgl_lahir: maybeText,
      gender: maybeText,
      status_klaim: maybeText,
      klaim_status_cd: maybeText,
      kemenkes_dc_status_cd: maybeText,
      bpjs_dc_status_cd: maybeText,
      diagnosa: maybeText,
      procedure: maybeText,
      cbg_code: maybeText,
      cbg_tariff: maybeText,
      // What the grouping and the surroundings add, docs/facts/eklaim.md §6.2.
      add_payment_amt: maybeText,
      umur_tahun: maybeText,
      umur_hari: maybeText,
      kelas_rawat_rs: maybeText,
      tarif_cbg_kelas_1: maybeText,
      tarif_cbg_kelas_2: maybeText,
      tarif_cbg_kelas_3: maybeText,
      patient_id: maybeText,
      admission_id: maybeText,
      hospital_admission_id: maybeText,
    }),
  }),
  writeClass: 'read',
  source: '§6.2',
  purpose: 'Everything E-Klaim holds of a claim; the way to read back after an unclear answer.',
  example: {
    request: ofClaimExample,
    response: {
      response: { nomor_sep: EXAMPLE_SEP, nomor_rm: '000123', klaim_status_cd: 'final', diagnosa: 'I10#E11.9' },
    },
  },
});

const claimFinal = method({
  group: 'klaim',
  name: 'final',
  call: 'claim_final',
  request: z.looseObject({ data: z.looseObject({ nomor_sep: nomorSep, coder_nik: coder }) }),
  response: nothing,
  writeClass: 'write-once',
  source: '§5',
  purpose: 'Closes a grouped claim for sending.',
  example: { request: { data: { nomor_sep: EXAMPLE_SEP, coder_nik: CODER } }, response: {} },
});

const reeditClaim = method({
  group: 'klaim',
  name: 'reedit',
  call: 'reedit_claim',
  request: ofClaim,
  response: nothing,
  writeClass: 'dangerous',
  source: '§5',
  purpose: 'Opens a final claim again; refused once it was sent.',
  example: { request: ofClaimExample, response: {} },
});

const sendClaim = method({
  group: 'kirim',
  name: 'collective',
  call: 'send_claim',
  request: z.looseObject({
    data: z.looseObject({
      start_dt: day,
      stop_dt: day,
      /** 1 in-patient, 2 out-patient, 3 both. */
      jenis_rawat: text,
      /** 1 by discharge, 2 by grouping. */
      date_type: text,
    }),
  }),
  response: z.looseObject({
    response: z.looseObject({
      count: num,
      data: z.array(z.looseObject({ nomor_sep: text, tgl_pulang: maybeText })).nullish(),
    }),
  }),
  writeClass: 'dangerous',
  source: '§5',
  purpose: 'Queues all final claims of a span for the data centre; the sending itself comes later.',
  timeoutMs: SENDING_TIMEOUT_MS,
  example: {
    request: { data: { start_dt: '2025-01-06', stop_dt: '2025-01-06', jenis_rawat: '2', date_type: '1' } },
    response: { response: { count: 1, data: [{ nomor_sep: EXAMPLE_SEP, tgl_pulang: '2025-01-06 10:40:00' }] } },
  },
});

const sendClaimIndividual = method({
  group: 'kirim',
  name: 'individual',
  call: 'send_claim_individual',
  request: ofClaim,
  response: z.looseObject({
    response: z
      .looseObject({
        data: z
          .array(
            z.looseObject({
              kemkes_dc_status: maybeText,
              bpjs_dc_status: maybeText,
              cob_dc_status: maybeText,
            }),
          )
          .nullish(),
      })
      .nullish(),
  }),
  writeClass: 'dangerous',
  source: '§5',
  purpose: 'Sends one final claim to the data centre and waits for it; ask get_claim_status after an unclear answer.',
  timeoutMs: SENDING_TIMEOUT_MS,
  example: { request: ofClaimExample, response: {} },
});

const getClaimStatus = method({
  group: 'kirim',
  name: 'status',
  call: 'get_claim_status',
  request: ofClaim,
  response: z.looseObject({
    /** `status_kirim` 1 sent, 0 not yet. */
    response: z.looseObject({ status_kirim: text, tgl_kirim: maybeText }),
  }),
  writeClass: 'read',
  source: '§5',
  purpose: 'Whether a claim reached the data centre, and when.',
  example: {
    request: ofClaimExample,
    response: { response: { status_kirim: '1', tgl_kirim: '2025-01-31 16:00:00' } },
  },
});

const deleteClaim = method({
  group: 'klaim',
  name: 'delete',
  call: 'delete_claim',
  request: z.looseObject({ data: z.looseObject({ nomor_sep: nomorSep, coder_nik: coder }) }),
  response: nothing,
  writeClass: 'write-once',
  source: '§5',
  purpose: 'Deletes a claim that was not sent.',
  example: { request: { data: { nomor_sep: EXAMPLE_SEP, coder_nik: CODER } }, response: {} },
});

const claimPrint = method({
  group: 'klaim',
  name: 'print',
  call: 'claim_print',
  request: ofClaim,
  response: z.looseObject({ data: z.string().min(1) }),
  writeClass: 'read',
  source: '§5',
  purpose: 'The claim sheet as PDF, in base64.',
  example: { request: ofClaimExample, response: { data: 'JVBERi0xLjQK' } },
});

const generateClaimNumber = method({
  group: 'klaim',
  name: 'number',
  call: 'generate_claim_number',
  request: z.looseObject({}),
  response: z.looseObject({ response: z.looseObject({ claim_number: text }) }),
  writeClass: 'write-once',
  source: '§5',
  purpose: 'A claim number for a payer without SEP.',
  example: { request: {}, response: { response: { claim_number: '9999R00125K000001' } } },
});

const retrieveClaimStatus = method({
  group: 'kirim',
  name: 'statusPengajuan',
  call: 'retrieve_claim_status',
  request: z.looseObject({ data: z.looseObject({ nomor_sep: nomorSep, nomor_pengajuan: text }) }),
  response: z.looseObject({ response: z.unknown() }),
  writeClass: 'read',
  confidence: 'C',
  source: '§5',
  purpose: 'Status of a submission of the pandemic years; one client only.',
  example: { request: { data: { nomor_sep: EXAMPLE_SEP, nomor_pengajuan: '1' } }, response: { response: {} } },
});

const sitbValidate = method({
  group: 'sitb',
  name: 'validate',
  call: 'sitb_validate',
  request: z.looseObject({ data: z.looseObject({ nomor_sep: nomorSep, nomor_register_sitb: text }) }),
  response: z.looseObject({
    /** VALID or INVALID; the code is 200 in both cases. */
    response: z.looseObject({ status: text, detail: maybeText, validation: z.unknown().optional() }),
    validation: z.looseObject({ data: z.unknown(), success: z.unknown() }).nullish(),
  }),
  writeClass: 'dangerous',
  source: '§5',
  purpose: 'Ties a tuberculosis claim to its SITB registration; read the status, the code says nothing.',
  example: {
    request: { data: { nomor_sep: EXAMPLE_SEP, nomor_register_sitb: '9999000001' } },
    response: { response: { status: 'VALID', detail: 'Nomor register ditemukan' } },
  },
});

const sitbInvalidate = method({
  group: 'sitb',
  name: 'invalidate',
  call: 'sitb_invalidate',
  request: ofClaim,
  response: nothing,
  writeClass: 'write-once',
  source: '§5',
  purpose: 'Takes the SITB registration off a claim.',
  example: { request: ofClaimExample, response: {} },
});

const fileUpload = method({
  group: 'berkas',
  name: 'upload',
  call: 'file_upload',
  request: z.looseObject({
    metadata: z.looseObject({
      nomor_sep: nomorSep,
      /** resume_medis, laboratorium, radiologi, penunjang_lain and others. */
      file_class: text,
      file_name: text,
    }),
    /** The file in base64. */
    data: z.string().min(1),
  }),
  response: z.looseObject({
    response: z
      .looseObject({ file_id: maybeText, upload_dc_bpjs: maybeNum, upload_dc_bpjs_response: z.unknown().optional() })
      .nullish(),
  }),
  writeClass: 'dangerous',
  confidence: 'U',
  source: '§5',
  purpose: 'Attaches a document to a claim; the shape is not in the manual.',
  timeoutMs: SENDING_TIMEOUT_MS,
  example: {
    request: {
      metadata: { nomor_sep: EXAMPLE_SEP, file_class: 'resume_medis', file_name: 'resume.pdf' },
      data: 'JVBERi0xLjQK',
    },
    response: { response: { file_id: '1', upload_dc_bpjs: 1 } },
  },
});

const fileGet = method({
  group: 'berkas',
  name: 'list',
  call: 'file_get',
  request: ofClaim,
  response: z.looseObject({
    response: z
      .looseObject({
        count: maybeNum,
        data: z
          .array(
            z.looseObject({ file_id: maybeText, file_name: maybeText, file_class: maybeText, file_size: maybeNum }),
          )
          .nullish(),
      })
      .nullish(),
  }),
  writeClass: 'read',
  confidence: 'U',
  source: '§5',
  purpose: 'The documents attached to a claim; the shape is not in the manual.',
  example: {
    request: ofClaimExample,
    response: {
      response: {
        count: 1,
        data: [{ file_id: '1', file_name: 'resume.pdf', file_class: 'resume_medis', file_size: 9 }],
      },
    },
  },
});

const fileDelete = method({
  group: 'berkas',
  name: 'delete',
  call: 'file_delete',
  request: z.looseObject({ data: z.looseObject({ nomor_sep: nomorSep, file_id: text }) }),
  response: nothing,
  writeClass: 'write-once',
  confidence: 'U',
  source: '§5',
  purpose: 'Removes a document from a claim; the shape is not in the manual.',
  example: { request: { data: { nomor_sep: EXAMPLE_SEP, file_id: '1' } }, response: {} },
});

export const eklaimClaim = {
  newClaim,
  updatePatient,
  deletePatient,
  setClaimData,
  getClaimData,
  claimFinal,
  reeditClaim,
  sendClaim,
  sendClaimIndividual,
  getClaimStatus,
  retrieveClaimStatus,
  deleteClaim,
  claimPrint,
  generateClaimNumber,
  sitbValidate,
  sitbInvalidate,
  fileUpload,
  fileGet,
  fileDelete,
} as const;
