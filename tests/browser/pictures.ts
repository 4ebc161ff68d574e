// Which pictures of the journeys the documents show: `npm run pictures` copies them to docs/images, and a tidy test holds this table,
// the folder and the documents against each other. The journeys take more pictures than these, for looking at.

export type Workplace = 'clinic-pc' | 'phone';

export interface GuidePicture {
  /** The name in docs/images, without `.png`. */
  readonly file: string;
  /** The name the journey gives it (`picture()` in support.ts). */
  readonly picture: string;
  readonly workplace: Workplace;
}

const onPc = (file: string, picture: string): GuidePicture => ({ file, picture, workplace: 'clinic-pc' });
const onPhone = (file: string, picture: string): GuidePicture => ({ file, picture, workplace: 'phone' });

export const GUIDE_PICTURES: readonly GuidePicture[] = [
  onPc('beranda', 'home'),
  onPc('pendaftaran', 'registration-found'),
  onPc('pendaftaran-tersimpan', 'registration-saved'),
  onPc('pilih-dokter', 'choose-doctor'),
  onPc('antrean-loket', 'counter'),
  onPc('poli', 'poli'),
  onPhone('telepon', 'poli'),
  onPc('farmasi', 'pharmacy'),
  onPc('klinik-pendaftaran', 'clinic-registration'),
  onPc('klinik-isi-pelayanan', 'clinic-service-entry'),
  onPc('task-id', 'task-id'),
  onPc('task-id-rincian', 'task-id-drawer'),
  onPc('pesan', 'messages'),
  onPc('pesan-isi', 'message-content'),
  onPc('pesan-massal', 'message-bulk'),
  onPc('beda-dengan-bpjs', 'difference'),
  onPc('kanal', 'channels'),
  onPhone('kesehatan', 'health-staff'),
  onPc('kesehatan-rincian', 'health-detail'),
  onPhone('peringatan', 'alerts'),
  onPc('pengaturan-kredensial', 'settings-credentials'),
  onPc('pengaturan-task-id', 'settings-task-id'),
  onPc('pengaturan-kunci-api', 'settings-api-keys'),
  onPc('terputus', 'outage-saved'),
  onPc('kesinambungan-loket', 'continuity-desk'),
  onPc('kesinambungan', 'continuity'),
  onPc('kesinambungan-layar', 'continuity-display'),
  onPc('sandbox', 'sandbox'),
  onPc('sandbox-state', 'sandbox-state'),
  onPc('sandbox-mobile-jkn', 'sandbox-mobile-jkn'),
];

/** Where the journeys leave their pictures, seen from the root of the project. */
export const TAKEN = 'artifacts/browser';
export const SHOWN = 'docs/images';
