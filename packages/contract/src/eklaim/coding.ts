// E-Klaim: coding and grouping, first iDRG and then INA-CBG, and the code catalogues (docs/facts/eklaim.md §4 and §5).
import { z } from 'zod';
import { maybeNum, maybeText, num, text } from '../shapes.ts';
import {
  codes,
  codesExample,
  codeString,
  EXAMPLE_SEP,
  method,
  nomorSep,
  nothing,
  ofClaim,
  ofClaimExample,
  proceduresExample,
} from './define.ts';

const inMetadata = z.looseObject({ nomor_sep: nomorSep });
const METADATA = { nomor_sep: EXAMPLE_SEP };
const codesAnswer = z.looseObject({ data: codes });

type System = 'idrg' | 'inacbg';

function codeMethods(system: System) {
  const label = system === 'idrg' ? 'iDRG' : 'INA-CBG';
  const diagnosaSet = method({
    group: system,
    name: 'diagnosaSet',
    call: `${system}_diagnosa_set`,
    request: z.looseObject({ metadata: inMetadata, data: z.looseObject({ diagnosa: codeString }) }),
    response: codesAnswer,
    writeClass: 'dangerous',
    source: '§5',
    purpose: `Sets the ${label} diagnoses, joined by #, primary first; # alone deletes them.`,
    example: { request: { metadata: METADATA, data: { diagnosa: 'I10#E11.9' } }, response: { data: codesExample } },
  });
  const diagnosaGet = method({
    group: system,
    name: 'diagnosaGet',
    call: `${system}_diagnosa_get`,
    request: ofClaim,
    response: codesAnswer,
    writeClass: 'read',
    source: '§5',
    purpose: `The stored ${label} diagnoses.`,
    example: { request: ofClaimExample, response: { data: codesExample } },
  });
  const procedureSet = method({
    group: system,
    name: 'procedureSet',
    call: `${system}_procedure_set`,
    request: z.looseObject({ metadata: inMetadata, data: z.looseObject({ procedure: codeString }) }),
    response: codesAnswer,
    writeClass: 'dangerous',
    source: '§5',
    purpose:
      system === 'idrg'
        ? 'Sets the iDRG procedures; code+n counts repeats within one operation.'
        : 'Sets the INA-CBG procedures, joined by #; they know no counts.',
    example: { request: { metadata: METADATA, data: { procedure: '89.03' } }, response: { data: proceduresExample } },
  });
  const procedureGet = method({
    group: system,
    name: 'procedureGet',
    call: `${system}_procedure_get`,
    request: ofClaim,
    response: codesAnswer,
    writeClass: 'read',
    source: '§5',
    purpose: `The stored ${label} procedures.`,
    example: { request: ofClaimExample, response: { data: proceduresExample } },
  });
  const grouperFinal = method({
    group: system,
    name: 'final',
    call: `${system}_grouper_final`,
    request: ofClaim,
    response: nothing,
    writeClass: 'write-once',
    source: '§5',
    purpose: `Closes the ${label} grouping.`,
    example: { request: ofClaimExample, response: {} },
  });
  const grouperReedit = method({
    group: system,
    name: 'reedit',
    call: `${system}_grouper_reedit`,
    request: ofClaim,
    response: nothing,
    writeClass: 'dangerous',
    source: '§5',
    purpose: `Opens the ${label} grouping again.`,
    example: { request: ofClaimExample, response: {} },
  });
  return { diagnosaSet, diagnosaGet, procedureSet, procedureGet, grouperFinal, grouperReedit };
}

const option = z.looseObject({ code: text, description: maybeText, type: maybeText, cost_weight: maybeText });
const responseIdrg = z.looseObject({
  mdc_number: maybeText,
  mdc_description: maybeText,
  /** A code that begins with 36 cannot be grouped, although the answer's code is 200. */
  drg_code: maybeText,
  drg_description: maybeText,
  script_version: maybeText,
  logic_version: maybeText,
  cost_weight: maybeText,
  sub_acute_weight: maybeText,
  chronic_weight: maybeText,
  total_cost_weight: maybeText,
  nbr: maybeText,
  status_cd: maybeText,
  topup_options: z.array(option).nullish(),
  topup: z.array(option).nullish(),
});
const idrgExample: z.output<typeof responseIdrg> = {
  mdc_number: '05',
  mdc_description: 'Circulatory System',
  drg_code: '0541010',
  drg_description: 'HYPERTENSION',
  cost_weight: '0.2500',
  total_cost_weight: '0.2500',
  nbr: '1000000',
  status_cd: 'normal',
  topup_options: [],
};
const responseInacbg = z.looseObject({
  /** A code that begins with X is an error, although the answer's code is 200. */
  cbg: z.looseObject({ code: text, description: maybeText }),
  base_tariff: maybeText,
  tariff: maybeText,
  kelas: maybeText,
  inacbg_version: maybeText,
  status_cd: maybeText,
});
const inacbgExample: z.output<typeof responseInacbg> = {
  cbg: { code: 'Q-5-44-0', description: 'PENYAKIT KRONIS KECIL LAIN-LAIN' },
  base_tariff: '190000',
  tariff: '190000',
  kelas: 'kelas_3',
  inacbg_version: '5.10',
  status_cd: 'normal',
};

const idrgGroup = method({
  group: 'idrg',
  name: 'group',
  call: 'grouper',
  fixed: { stage: 1, grouper: 'idrg' },
  request: ofClaim,
  response: z.looseObject({ response_idrg: responseIdrg }),
  writeClass: 'dangerous',
  source: '§5',
  purpose: 'Groups by iDRG; offers top-ups for the second stage.',
  example: { request: ofClaimExample, response: { response_idrg: idrgExample } },
});

const idrgGroupTopup = method({
  group: 'idrg',
  name: 'groupTopup',
  call: 'grouper',
  fixed: { stage: '2', grouper: 'idrg' },
  request: z.looseObject({ data: z.looseObject({ nomor_sep: nomorSep, topup_codes: codeString }) }),
  response: z.looseObject({ response_idrg: responseIdrg }),
  writeClass: 'dangerous',
  confidence: 'B',
  source: '§5',
  purpose: 'Second stage of iDRG with the chosen top-ups; only when the first stage offered some.',
  example: {
    request: { data: { nomor_sep: EXAMPLE_SEP, topup_codes: 'TU01' } },
    response: {
      response_idrg: { ...idrgExample, topup: [{ code: 'TU01', description: 'TOP UP', cost_weight: '0.1000' }] },
    },
  },
});

const idrgImport = method({
  group: 'idrg',
  name: 'import',
  call: 'idrg_to_inacbg_import',
  request: ofClaim,
  response: z.looseObject({ data: z.looseObject({ diagnosa: codes, procedure: codes.nullish() }) }),
  writeClass: 'dangerous',
  source: '§5',
  purpose:
    'Copies the iDRG codes into INA-CBG; codes of the Indonesian modification come back invalid and need replacing.',
  example: {
    request: ofClaimExample,
    response: { data: { diagnosa: codesExample, procedure: proceduresExample } },
  },
});

const inacbgAnswer = z.looseObject({
  response_inacbg: responseInacbg,
  special_cmg_option: z.array(option).nullish(),
  special_cmg: z
    .array(z.looseObject({ code: text, description: maybeText, tariff: maybeText, type: maybeText }))
    .nullish(),
  /** Tariff per class, older builds only. */
  tarif_alt: z.array(z.looseObject({ kelas: maybeText, tarif_inacbg: maybeText })).nullish(),
});

const inacbgGroup = method({
  group: 'inacbg',
  name: 'group',
  call: 'grouper',
  fixed: { stage: 1, grouper: 'inacbg' },
  request: ofClaim,
  response: inacbgAnswer,
  writeClass: 'dangerous',
  source: '§5',
  purpose: 'Groups by INA-CBG; offers special groups for the second stage.',
  example: { request: ofClaimExample, response: { response_inacbg: inacbgExample, special_cmg_option: [] } },
});

const inacbgGroupSpecial = method({
  group: 'inacbg',
  name: 'groupSpecial',
  call: 'grouper',
  fixed: { stage: '2', grouper: 'inacbg' },
  request: z.looseObject({ data: z.looseObject({ nomor_sep: nomorSep, special_cmg: codeString }) }),
  response: inacbgAnswer,
  writeClass: 'dangerous',
  source: '§5',
  purpose: 'Second stage of INA-CBG with the chosen special groups, at most one of each type.',
  example: {
    request: { data: { nomor_sep: EXAMPLE_SEP, special_cmg: 'RR04' } },
    response: {
      response_inacbg: { ...inacbgExample, tariff: '230000' },
      special_cmg: [{ code: 'RR04', description: 'CONTOH', tariff: '40000', type: 'Special Procedure' }],
    },
  },
});

const byKeyword = z.looseObject({ data: z.looseObject({ keyword: z.string().min(1).max(100) }) });
/** iDRG catalogues answer objects; `validcode` 0 is a heading and cannot be chosen. */
const idrgRows = z.looseObject({
  response: z.looseObject({
    count: maybeNum,
    data: z.preprocess(
      (value) => (Array.isArray(value) ? value : []),
      z.array(z.looseObject({ description: text, code: text, validcode: maybeText, im: maybeText })),
    ),
  }),
});
/** INA-CBG catalogues answer pairs, description first; nothing found may be a missing list or a text [U]. */
const pairRows = z.looseObject({
  response: z.looseObject({
    count: z.union([num, z.null()]).optional(),
    data: z.preprocess((value) => (Array.isArray(value) ? value : []), z.array(z.tuple([text, text]))),
  }),
});

function search(system: System, what: 'diagnosis' | 'procedures', call: string) {
  const isDiagnosis = what === 'diagnosis';
  const example: [string, string] = isDiagnosis
    ? ['Essential (primary) hypertension', 'I10']
    : ['Interview and evaluation, described as comprehensive', '89.03'];
  const shared = {
    group: 'referensi',
    name: `${system}${isDiagnosis ? 'Diagnosis' : 'Procedures'}`,
    call,
    request: byKeyword,
    writeClass: 'read',
    source: '§5',
    purpose: `Searches the ${system === 'idrg' ? 'iDRG' : 'INA-CBG'} ${isDiagnosis ? 'diagnoses' : 'procedures'} by code or text.`,
  } as const;
  const request = { data: { keyword: example[1] } };
  return { shared, request, example };
}

const idrgDiagnosis = search('idrg', 'diagnosis', 'search_diagnosis_inagrouper');
const idrgProcedures = search('idrg', 'procedures', 'search_procedures_inagrouper');
const inacbgDiagnosis = search('inacbg', 'diagnosis', 'search_diagnosis');
const inacbgProcedures = search('inacbg', 'procedures', 'search_procedures');

const objectExample = ([description, code]: [string, string]) => ({
  response: { count: 1, data: [{ description, code, validcode: '1', im: '0' }] },
});
const pairExample = (pair: [string, string]) => ({ response: { count: 1, data: [pair] } });

const { diagnosaSet, diagnosaGet, procedureSet, procedureGet, grouperFinal, grouperReedit } = codeMethods('idrg');
const inacbg = codeMethods('inacbg');

export const eklaimCoding = {
  idrgDiagnosaSet: diagnosaSet,
  idrgDiagnosaGet: diagnosaGet,
  idrgProcedureSet: procedureSet,
  idrgProcedureGet: procedureGet,
  idrgGroup,
  idrgGroupTopup,
  idrgFinal: grouperFinal,
  idrgReedit: grouperReedit,
  idrgImport,
  inacbgDiagnosaSet: inacbg.diagnosaSet,
  inacbgDiagnosaGet: inacbg.diagnosaGet,
  inacbgProcedureSet: inacbg.procedureSet,
  inacbgProcedureGet: inacbg.procedureGet,
  inacbgGroup,
  inacbgGroupSpecial,
  inacbgFinal: inacbg.grouperFinal,
  inacbgReedit: inacbg.grouperReedit,
  searchIdrgDiagnosis: method({
    ...idrgDiagnosis.shared,
    response: idrgRows,
    example: { request: idrgDiagnosis.request, response: objectExample(idrgDiagnosis.example) },
  }),
  searchIdrgProcedures: method({
    ...idrgProcedures.shared,
    response: idrgRows,
    example: { request: idrgProcedures.request, response: objectExample(idrgProcedures.example) },
  }),
  searchInacbgDiagnosis: method({
    ...inacbgDiagnosis.shared,
    response: pairRows,
    example: { request: inacbgDiagnosis.request, response: pairExample(inacbgDiagnosis.example) },
  }),
  searchInacbgProcedures: method({
    ...inacbgProcedures.shared,
    response: pairRows,
    example: { request: inacbgProcedures.request, response: pairExample(inacbgProcedures.example) },
  }),
} as const;
