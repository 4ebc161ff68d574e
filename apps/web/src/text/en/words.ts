// The same words in English. The field's terms of art (poli, rujukan, SEP, racikan) stay as they are.
import type { id } from '../id.ts';

export const words: (typeof id)['words'] = {
  role: {
    registration: 'Registration', nurse: 'Nurse', doctor: 'Doctor', pharmacy: 'Pharmacy', claims: 'Claims', management: 'Management',
    it: 'IT', auditor: 'Auditor', vendor: 'Vendor', display: 'Waiting display', kiosk: 'Kiosk',
  },
  kind: { fktp: 'Primary care (FKTP)', fkrtl: 'Hospital (FKRTL)' },
  service: { vclaim: 'VClaim', antreanrs: 'Antrean RS', pcare: 'P-Care', antreanfktp: 'Antrean FKTP' },
  stage: {
    terdaftar: 'Registered', 'menunggu-admisi': 'Waiting for counter', 'dipanggil-admisi': 'At the counter', 'menunggu-poli': 'Waiting for poli',
    'dilayani-poli': 'In the poli', 'menunggu-farmasi': 'Waiting for medicine', 'disiapkan-farmasi': 'Medicine being prepared', selesai: 'Finished',
    batal: 'Cancelled', 'tidak-hadir': 'No-show',
  },
  delivery: {
    'tidak-perlu': 'Not needed', menunggu: 'Waiting to send', dikirim: 'Sent', diterima: 'Accepted by BPJS', 'sudah-ada': 'Already at BPJS',
    ditolak: 'Refused: fix', 'belum-pasti': 'Unclear, checking again', ditahan: 'Held: needs a person', kedaluwarsa: 'Past the deadline',
    dibatalkan: 'Cancelled',
  },
  task: {
    '1': 'Admission wait starts', '2': 'Called to admission', '3': 'Admission done, poli wait starts', '4': 'Called to poli', '5': 'Poli done',
    '6': 'Pharmacy starts', '7': 'Medicine finished', '99': 'Cancelled / no-show',
  },
  taskStatus: {
    'tidak-perlu': 'Not needed', belum: 'Not yet', tercatat: 'Recorded', 'menunggu-pendahulu': 'Waiting for the task before', siap: 'Ready to send',
    dikirim: 'Sent', diterima: 'Accepted by BPJS', 'sudah-ada': 'Already at BPJS', berbeda: 'Differs from BPJS', ditolak: 'Refused by BPJS',
    'perlu-perbaikan': 'Needs fixing', kedaluwarsa: 'Past day H+7', 'belum-pasti': 'Unclear',
  },
  event: {
    'visit.registered': 'Registered', 'patient.checked-in': 'Checked in', 'admission.called': 'Called to counter', 'admission.done': 'Counter done',
    'poli.called': 'Called to poli', 'poli.done': 'Poli done', 'prescription.printed': 'Prescription printed', 'pharmacy.started': 'Pharmacy started',
    'pharmacy.done': 'Medicine ready', 'visit.cancelled': 'Cancelled', 'visit.no-show': 'No-show', 'service.recorded': 'Service recorded',
  },
  resep: { 'tidak-ada': 'No prescription', racikan: 'Racikan (compounded)', 'non-racikan': 'Non racikan' },
  message: {
    queued: 'Queued', waiting: 'Waiting its turn', sending: 'Being sent', unknown: 'Unclear', delivered: 'Accepted', already: 'Already there',
    refused: 'Refused', later: 'Trying again', parked: 'Held', cancelled: 'Cancelled', expired: 'Expired',
  },
  health: { terhubung: 'Connected', lambat: 'Slow', terputus: 'Down', pulih: 'Recovered', 'belum-dipakai': 'Not used yet', dijeda: 'Paused' },
  channel: { open: 'Open', 'half-open': 'Probing', closed: 'Closed', paused: 'Paused' },
  messageClass: { '0': 'Patient waiting', '1': 'Today', '2': 'Late', '3': 'Bulk' },
  eligibility: { aktif: 'Active', 'tidak-aktif': 'Not active', 'tidak-diketahui': 'Not known yet' },
  sex: { L: 'Male', P: 'Female' },
  sumber: { onsite: 'Counter', 'mobile-jkn': 'Mobile JKN', his: 'HIS', kiosk: 'Kiosk' },
};
