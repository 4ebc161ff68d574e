// A row of the paper register as plain data, and the request it becomes: only what is written there. Pure.
import type { PaperRow } from '../../api/types.ts';

export interface PaperForm {
  readonly date: string;
  readonly rowNumber: number;
  readonly writtenBy: string;
  readonly arrivedAt: string;
  readonly calledAt: string;
  readonly doneAt: string;
  readonly nama: string;
  readonly nik: string;
  readonly nomorKartu: string;
  readonly noHp: string;
  readonly kodePoli: string | null;
  readonly sessionId: string | null;
  readonly payer: 'JKN' | 'NON JKN';
  readonly rujukan: string;
}

export function emptyPaper(date: string): PaperForm {
  return {
    date,
    rowNumber: 1,
    writtenBy: '',
    arrivedAt: '',
    calledAt: '',
    doneAt: '',
    nama: '',
    nik: '',
    nomorKartu: '',
    noHp: '',
    kodePoli: null,
    sessionId: null,
    payer: 'JKN',
    rujukan: '',
  };
}

/** The same sheet, the next row. */
export function nextPaper({ date, rowNumber, writtenBy }: PaperForm): PaperForm {
  return { ...emptyPaper(date), rowNumber: rowNumber + 1, writtenBy };
}

export function toPaperRow(form: PaperForm, namaPoli: string | undefined): PaperRow {
  const filled = <K extends string>(name: K, value: string): { [P in K]?: string } =>
    // One member of that very name, or none.
    (value.trim() === '' ? {} : { [name]: value.trim() }) as { [P in K]?: string };
  return {
    date: form.date,
    rowNumber: form.rowNumber,
    writtenBy: form.writtenBy.trim(),
    arrivedAt: form.arrivedAt,
    ...filled('calledAt', form.calledAt),
    ...filled('doneAt', form.doneAt),
    registration: {
      patient: {
        nama: form.nama.trim(),
        ...filled('nik', form.nik),
        ...filled('nomorKartu', form.nomorKartu),
        ...filled('noHp', form.noHp),
      },
      jenisPasien: form.payer,
      pasienBaru: false,
      kodePoli: form.kodePoli ?? '',
      ...(namaPoli === undefined ? {} : { namaPoli }),
      ...(form.sessionId === null ? {} : { sessionId: form.sessionId }),
      ...(form.payer === 'JKN' ? filled('nomorReferensi', form.rujukan) : {}),
    },
  };
}
