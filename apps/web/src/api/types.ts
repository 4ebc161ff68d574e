// The shapes of the Titian REST API v1 as the screens read them. Only types; the calls are in the other files of this folder.
// Instants are RFC 3339 UTC strings, dates are YYYY-MM-DD in the facility's zone.

export interface ErrorBody { error: { code: string; message: string; meaning?: string; nextStep?: string; field?: string; value?: string; reference: string } }
export interface Page<T> { items: T[]; nextCursor: string | null }

// ---- session ----------------------------------------------------------------------------------------------------
export type Role = 'registration'|'nurse'|'doctor'|'pharmacy'|'claims'|'management'|'it'|'auditor'|'vendor'|'display'|'kiosk'
export interface SignIn { username: string; password: string; facilityId?: string }          // POST /session → Session (401 AUTH_SIGN_IN, 429 with Retry-After)
export interface Session {                                                                    // GET /session (401 when none)
  account: { id: string; username: string; displayName: string; language: 'id'|'en' }
  facility: FacilityBrief; roles: Role[]; permissions: string[]; facilities: FacilityBrief[]
  expiresAt: string; serverTime: string; demo: boolean
}                                                                                             // DELETE /session → 204; PATCH /session {facilityId?, language?} → Session
export interface FacilityBrief { id: string; name: string; kind: 'fktp'|'fkrtl'; kodePpk: string; timeZone: 'Asia/Jakarta'|'Asia/Makassar'|'Asia/Jayapura' }

// ---- facility & settings ----------------------------------------------------------------------------------------
export interface Facility extends FacilityBrief {                                             // GET /facility; PATCH /facility
  address: string; switches: { antrean: boolean; sep: boolean; farmasiQueue: boolean; addForMobileJkn: boolean; pcare: boolean; antreanFktp: boolean }
  bpjsEnvironment: 'sandbox'|'development'|'production'
  credentials: { service: string; consIdMasked: string|null; configured: boolean; updatedAt: string|null }[]
}
export interface CredentialsInput { service: 'vclaim'|'antreanrs'|'pcare'|'antreanfktp'; consId: string; secret: string; userKey: string; pcareUsername?: string; pcarePassword?: string; kdAplikasi?: string } // PUT /facility/credentials → 204
export interface TaskMapping { items: { task: 1|2|3|4|5|6|7|99; patient: 'new'|'existing'|'any'; event: VisitEventType }[] } // GET/PUT /facility/task-mapping
export interface StaffUser { id: string; username: string; displayName: string; roles: Role[]; active: boolean; lastSignInAt: string|null } // GET /staff, POST /staff {username, displayName, roles, password}, PATCH /staff/{id} {roles?, active?, displayName?, password?}
export interface ApiKey { id: string; label: string; prefix: string; scopes: string[]; createdAt: string; expiresAt: string; lastUsedAt: string|null; revokedAt: string|null } // GET/POST /api-keys (POST answers {key, apiKey} once), DELETE /api-keys/{id}
export interface AuditEvent { id: string; at: string; actor: string; action: string; subjectType: string; subjectId: string|null; reason: string|null } // GET /audit?cursor&action&subjectId → Page

// ---- BPJS health & stream ----------------------------------------------------------------------------------------
export interface BpjsHealth { services: { service: 'vclaim'|'antreanrs'|'pcare'|'antreanfktp'; state: 'terhubung'|'lambat'|'terputus'|'pulih'|'belum-dipakai'|'dijeda'; since: string|null; lastGoodAt: string|null
  waiting: number; unknown: number; refused: number; parked: number; deliveredSinceRecovery: number
  channels: { id: string; group: string; state: 'open'|'half-open'|'closed'|'paused'; pausedReason: string|null; inFlight: number; limit: number; waiting: number; latencyMs: number|null }[] }[]; asOf: string } // GET /bpjs/health
// GET /stream: text/event-stream; events `{topic:'visit'|'queue'|'pharmacy'|'task'|'message'|'health'|'service-entry', subjectId: string|null}`; clients refetch, always on reconnect

// ---- participants -------------------------------------------------------------------------------------------------
export interface PesertaSearch { query: string; serviceDate?: string }                        // POST /peserta/search: 13 digits card, 16 digits NIK, 17–21 alnum referral number, norm, or name (≥3 letters, local only)
export interface PesertaResult { source: 'bpjs'|'lokal'; asOf: string; bpjsState: 'terhubung'|'terputus'|'lambat'; notice: string|null; matches: PesertaMatch[] }
export interface PesertaMatch {
  patientId: string | null                 // our patient when known here
  norm: string | null; nama: string; jenisKelamin: 'L'|'P'|null; tanggalLahir: string|null; umur: string|null; noHp: string|null
  nomorKartu: string|null; nik: string|null          // full for permission person-identity (registration), otherwise masked
  eligibility: Eligibility | null
  rujukan: RujukanOption[]                 // FKRTL only, newest first, expired ones flagged
  openVisitToday: { visitId: string; poli: string } | null
}
export interface Eligibility { snapshotId: string; asOf: string; status: 'aktif'|'tidak-aktif'|'tidak-diketahui'; statusText: string; kelas: string|null; jenisPeserta: string|null; fktp: { kode: string; nama: string }|null; prolanis: string|null; prb: string|null; warnings: string[] }
export interface RujukanOption { nomorRujukan: string; asal: '1'|'2'; tanggal: string; berlakuSampai: string; berlaku: boolean; poli: { kode: string; nama: string }; diagnosa: { kode: string; nama: string }; perujuk: { kode: string; nama: string }; jumlahSep: number|null; kunjunganPertama: boolean|null }

// ---- schedule -------------------------------------------------------------------------------------------------------
export interface ScheduleDay { date: string; asOf: string; source: 'bpjs'|'lokal'; units: { kodePoli: string; namaPoli: string; sessions: DoctorSession[] }[] } // GET /schedule?date=&poli=
export interface DoctorSession { sessionId: string; kodePoli: string; kodeSubspesialis: string; namaPoli: string; kodeDokter: string; namaDokter: string; jamPraktek: string; kuotaJkn: number; sisaKuotaJkn: number; kuotaNonJkn: number; sisaKuotaNonJkn: number; libur: boolean }

// ---- visits ----------------------------------------------------------------------------------------------------------
export type VisitEventType = 'visit.registered'|'patient.checked-in'|'admission.called'|'admission.done'|'poli.called'|'poli.done'|'prescription.printed'|'pharmacy.started'|'pharmacy.done'|'visit.cancelled'|'visit.no-show'|'service.recorded'
export interface RegisterVisit {                                                               // POST /visits → 201 Visit
  patientId?: string
  patient?: { nama: string; nik?: string; nomorKartu?: string; norm?: string; noHp?: string; tanggalLahir?: string; jenisKelamin?: 'L'|'P' }   // when new here
  jenisPasien: 'JKN'|'NON JKN'; pasienBaru: boolean
  serviceDate: string; sessionId?: string; kodePoli: string; namaPoli?: string; kodeDokter?: string; jamPraktek?: string
  jenisKunjungan?: 1|2|3|4; nomorReferensi?: string          // FKRTL; rujukan number (1,4) or surat kontrol (3)
  keluhan?: string; kunjunganSakit?: boolean                  // FKTP
  sep?: { issue: boolean; diagAwal?: string; catatan?: string; tujuanKunjungan?: '0'|'1'|'2'; flagProcedure?: string; kdPenunjang?: string; assesmentPel?: string; skdp?: { noSurat: string; kodeDpjp: string }; katarak?: boolean; cob?: boolean } // default issue true for FKRTL JKN outpatients
  checkIn?: boolean                                           // the patient stands at the desk: record patient.checked-in / admission.done now (default true)
  eligibilitySnapshotId?: string
}
export type DeliveryState = 'tidak-perlu'|'menunggu'|'dikirim'|'diterima'|'sudah-ada'|'ditolak'|'belum-pasti'|'ditahan'|'kedaluwarsa'|'dibatalkan'
export interface Visit {                                                                       // GET /visits/{id}
  id: string; kodeBooking: string; serviceDate: string; registeredAt: string; sumber: 'onsite'|'mobile-jkn'|'his'|'kiosk'
  patient: { id: string; norm: string; nama: string; jenisKelamin: 'L'|'P'|null; tanggalLahir: string|null; nomorKartu: string|null; nik: string|null; noHp: string|null }
  jenisPasien: 'JKN'|'NON JKN'; pasienBaru: boolean; poli: { kode: string; nama: string }; dokter: { kode: string; nama: string }|null; jamPraktek: string|null
  nomorAntrean: string; angkaAntrean: number; estimasiDilayani: string|null
  stage: 'terdaftar'|'menunggu-admisi'|'dipanggil-admisi'|'menunggu-poli'|'dilayani-poli'|'menunggu-farmasi'|'disiapkan-farmasi'|'selesai'|'batal'|'tidak-hadir'
  resep: 'tidak-ada'|'racikan'|'non-racikan'|null
  eligibility: Eligibility|null
  sep: { state: DeliveryState; nomorSep: string|null; reason: string|null }|null
  deliveries: { service: string; kind: string; label: string; state: DeliveryState; messageId: string; reason: string|null; nextStep: string|null; updatedAt: string }[]
  pcare: { noUrut: string|null; noKunjungan: string|null }|null
  events: { type: VisitEventType; occurredAt: string; recordedAt: string; by: string }[]
}
export interface VisitRow { id: string; kodeBooking: string; nomorAntrean: string; nama: string; norm: string; poli: { kode: string; nama: string }; dokter: string|null; stage: Visit['stage']; pasienBaru: boolean; jenisPasien: string; resep: Visit['resep']; waitingSince: string|null; sepState: DeliveryState|null; nomorSep: string|null; attention: string|null }
// GET /visits?date=&poli=&stage=&q=&cursor= → Page<VisitRow>
export interface RecordEvent { type: VisitEventType; occurredAt?: string; data?: { resep?: 'tidak-ada'|'racikan'|'non-racikan'; alasan?: string; unit?: string } } // POST /visits/{id}/events → Visit. occurredAt omitted = now (server clock); only api keys may send it
export interface CancelVisit { alasan: string; noShow?: boolean }                            // POST /visits/{id}/cancel → Visit
// GET /visits/{id}/ticket.pdf, GET /visits/{id}/sep.pdf → application/pdf
// POST /visits/{id}/sep → Visit (issue or retry the SEP in the foreground, body {} or RegisterVisit['sep'])

// ---- queues ----------------------------------------------------------------------------------------------------------
export interface QueueBoard { date: string; unit: 'admisi'|string; nowServing: VisitRow|null; waiting: VisitRow[]; called: VisitRow[]; done: number; standardMinutes: number } // GET /queue?date=&unit=admisi|<kodePoli>
export interface PharmacyBoard { date: string; racikan: PharmacyCard[]; nonRacikan: PharmacyCard[]; doneToday: number }  // GET /pharmacy?date=
export interface PharmacyCard extends VisitRow { state: 'menunggu'|'disiapkan'; since: string; standardMinutes: number }
export interface Today { date: string; units: { kodePoli: string; namaPoli: string; waiting: number; longestWaitMinutes: number|null; served: number }[]; flow: { stage: Visit['stage']; count: number; medianMinutes: number|null }[]
  actions: { kind: 'ditolak'|'h7'|'klik-hilang'|'belum-pasti'|'ditahan'; count: number; severity: 'tinggi'|'sedang'|'rendah'; label: string; link: string }[]; registered: number; finished: number } // GET /today?date=

// ---- clinic service entry ------------------------------------------------------------------------------------------
export interface ServiceEntry {                                                               // PUT /visits/{id}/service-entry → ServiceEntryResult; GET same path
  keluhan: string; anamnesa: string; kdSadar: string; sistole: number; diastole: number; beratBadan: number; tinggiBadan: number; lingkarPerut: number; respRate: number; heartRate: number; suhu: number
  alergi: { makan: string; udara: string; obat: string }; kdPrognosa: string
  diagnosa: { kode: string; nama: string }[]             // 1–3
  tindakan: { kode: string; nama: string; biaya: number; keterangan?: string }[]
  obat: { kode: string; nama: string; racikan: boolean; signa1: number; signa2: number; jumlah: number }[]
  terapiObat: string; terapiNonObat: string; bmhp: string; kdStatusPulang: string; tanggalPulang: string; kdDokter: string
}
export interface ServiceEntryResult { visit: Visit; entry: ServiceEntry; problems: { field: string; message: string }[] }
export interface ReferenceList { name: string; asOf: string; source: 'bpjs'|'lokal'; items: { kode: string; nama: string; extra?: Record<string, string|number|boolean> }[] } // GET /references/{diagnosa|dokter|obat|tindakan|poli|kesadaran|prognosa|statuspulang|alergi-makan|alergi-udara|alergi-obat}?q=

// ---- Task ID desk ---------------------------------------------------------------------------------------------------
export type TaskStatus = 'tidak-perlu'|'belum'|'tercatat'|'menunggu-pendahulu'|'siap'|'dikirim'|'diterima'|'sudah-ada'|'berbeda'|'ditolak'|'perlu-perbaikan'|'kedaluwarsa'|'belum-pasti'
export interface TaskCell { task: 1|2|3|4|5|6|7|99; expected: boolean; observedAt: string|null; correctedAt: string|null; effectiveAt: string|null; bpjsAt: string|null; status: TaskStatus; reason: string|null; nextStep: string|null; provenance: { event: VisitEventType; by: string; sourceRef: string|null }|null; messageId: string|null }
export interface TaskRow { visitId: string; kodeBooking: string; nomorAntrean: string; nama: string; norm: string; poli: { kode: string; nama: string }; pasienBaru: boolean; resep: Visit['resep']; serviceDate: string; deadlineDate: string; tasks: TaskCell[]; booking: TaskStatus; complete: boolean; differs: boolean }
export interface TaskDesk { date: string; summary: { visits: number; complete: number; incomplete: number; waiting: number; refused: number; differs: number }; rows: TaskRow[]; nextCursor: string|null } // GET /task-ids?date=&unit=&filter=semua|belum-lengkap|menunggu|ditolak|berbeda&cursor=
export interface Timeline { row: TaskRow; history: { at: string; kind: 'observed'|'corrected'|'attempt'|'answer'|'difference'|'held'|'cancelled'; task: number|null; text: string; by: string|null; bpjsCode: string|null; bpjsMessage: string|null }[] } // GET /visits/{id}/timeline
export interface Correction { newTime: string; reason: string; password: string }             // POST /visits/{id}/tasks/{task}/correction → Timeline (403 AUTH_PASSWORD; 409 when rules forbid). For a task BPJS holds: kept as difference
// POST /visits/{id}/tasks/{task}/resend {reason} → Timeline; POST /visits/{id}/tasks/compare {} → { asOf, source:'bpjs', differences: {task, oursAt, bpjsAt}[], timeline: Timeline }

// ---- messages --------------------------------------------------------------------------------------------------------
export interface MessageRow { id: string; service: string; channel: string; kind: string; label: string; visitId: string|null; subject: string; class: 0|1|2|3; state: 'queued'|'waiting'|'sending'|'unknown'|'delivered'|'already'|'refused'|'later'|'parked'|'cancelled'|'expired'; attempts: number; enqueuedAt: string; nextAt: string|null; deadlineAt: string|null; lastCode: string|null; lastMessage: string|null; explanation: { apa: string; arti: string; langkah: string; peran: Role|null }|null }
// GET /messages?state=&service=&visitId=&q=&cursor= → Page<MessageRow>
export interface MessageDetail { message: MessageRow; lane: MessageRow[]; attempts: { id: string; startedAt: string; endedAt: string|null; outcome: string|null; code: string|null; bpjsMessage: string|null; request: unknown|null; response: unknown|null }[]; payloadVisible: boolean } // GET /messages/{id}
// POST /messages/{id}/resend {reason} → MessageDetail; POST /messages/{id}/cancel {reason} → MessageDetail; POST /channels/{id}/pause {reason}, POST /channels/{id}/resume {reason} → BpjsHealth

// ---- events (HIS) ------------------------------------------------------------------------------------------------------
export interface EventIn { sourceEventId: string; type: VisitEventType; occurredAt: string; visitRef: string; data?: Record<string, unknown> } // POST /events → 201/200 EventResult; POST /events/batch {source?, events: EventIn[] ≤500} → { results: EventResult[] } (207)
export interface EventResult { index: number; sourceEventId: string; status: 'accepted'|'duplicate'|'rejected'; visitId: string|null; kodeBooking: string|null; error: ErrorBody['error']|null }
