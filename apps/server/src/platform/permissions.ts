// Roles and what each may do, as data. A route names one permission; nothing else in the code asks for a role.

export const ROLES = [
  'registration',
  'nurse',
  'doctor',
  'pharmacy',
  'claims',
  'management',
  'it',
  'auditor',
  'vendor',
] as const;
export type Role = (typeof ROLES)[number];

export const DEVICE_ROLES = ['display', 'kiosk'] as const;
export type DeviceRole = (typeof DEVICE_ROLES)[number];

export const PERMISSIONS = [
  'session', // own session and password: everyone who is signed in
  'peserta-search',
  'person-identity', // full card number and NIK instead of masked ones
  'schedule-read',
  'visit-register',
  'visit-read',
  'visit-event',
  'visit-cancel',
  'queue-read',
  'queue-call',
  'poli-serve',
  'pharmacy-read',
  'pharmacy-serve',
  'service-entry-write',
  'task-read',
  'task-correct',
  'task-resend',
  'message-read',
  'message-payload', // BPJS's own sentences and the values of differences, unmasked
  'message-open', // the exact request and answer, opened with a stated reason each time
  'message-manage', // resend, cancel
  'channel-manage', // pause, resume
  'bpjs-health',
  'bpjs-health-detail', // figures, nodes and deadlines, for whoever runs it
  'alert-read', // the bell: read, take note, mute
  'alert-manage', // where alerts are sent
  'event-submit', // HIS: POST /events
  'facility-read',
  'facility-write',
  'credentials-write',
  'mapping-write',
  'staff-manage',
  'api-key-manage',
  'audit-read',
  'metrics-read',
  'report-read',
  'reference-read',
  'stream',
  'display-read', // waiting-room display: numbers, never names
  'kiosk-check-in',
  'continuity-read', // people of an outage, and what was done about them
  'continuity-decide', // what is done about somebody after an outage, another place for them
  'continuity-manage', // switch the mode, record what was announced
  'continuity-policy', // the written policy
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const EVERYONE: readonly Permission[] = [
  'session',
  'bpjs-health',
  'facility-read',
  'stream',
  'reference-read',
  'display-read',
];
const FLOOR: readonly Permission[] = ['visit-read', 'queue-read', 'schedule-read', 'task-read'];

/** Reviewed with the facility's head (Permenkes 24/2022 art. 30: enter, correct, view per role). */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  registration: [
    ...EVERYONE,
    ...FLOOR,
    'peserta-search',
    'person-identity',
    'visit-register',
    'visit-event',
    'visit-cancel',
    'queue-call',
    'task-resend',
    'continuity-read',
    'continuity-decide',
    'continuity-manage',
  ],
  nurse: [...EVERYONE, ...FLOOR, 'peserta-search', 'visit-event', 'queue-call', 'poli-serve', 'service-entry-write'],
  doctor: [...EVERYONE, ...FLOOR, 'peserta-search', 'visit-event', 'queue-call', 'poli-serve', 'service-entry-write'],
  pharmacy: [...EVERYONE, ...FLOOR, 'visit-event', 'pharmacy-read', 'pharmacy-serve'],
  // A claim is filed with the SEP sheet, which carries the card number.
  claims: [
    ...EVERYONE,
    ...FLOOR,
    'peserta-search',
    'person-identity',
    'task-correct',
    'task-resend',
    'message-read',
    'message-payload',
    'message-open',
    'message-manage',
    'report-read',
    'continuity-read',
    'continuity-decide',
  ],
  management: [
    ...EVERYONE,
    ...FLOOR,
    'pharmacy-read',
    'report-read',
    'task-correct',
    'task-resend',
    'audit-read',
    'continuity-read',
    'continuity-decide',
    'continuity-manage',
    'continuity-policy',
    'bpjs-health-detail',
    'alert-read',
  ],
  it: [
    ...EVERYONE,
    'task-read',
    'queue-read',
    'schedule-read',
    'message-read',
    'message-open',
    'message-manage',
    'channel-manage',
    'facility-write',
    'credentials-write',
    'mapping-write',
    'staff-manage',
    'api-key-manage',
    'task-resend',
    'audit-read',
    'metrics-read',
    'bpjs-health-detail',
    'continuity-manage',
    'continuity-policy',
    'alert-read',
    'alert-manage',
  ],
  auditor: [...EVERYONE, ...FLOOR, 'pharmacy-read', 'message-read', 'audit-read', 'report-read', 'continuity-read'],
  // The hosting vendor operates, but reads no payload (S25 of the security goals).
  vendor: [
    ...EVERYONE,
    'message-read',
    'channel-manage',
    'metrics-read',
    'bpjs-health-detail',
    'alert-read',
    'alert-manage',
  ],
};

export const DEVICE_PERMISSIONS: Readonly<Record<DeviceRole, readonly Permission[]>> = {
  display: ['display-read', 'stream'],
  kiosk: ['kiosk-check-in', 'schedule-read', 'stream', 'display-read'],
};

/** What a machine key may be given: never staff, keys, credentials or corrections, which need a person. */
export const API_KEY_SCOPES = [
  'event-submit',
  'peserta-search',
  'person-identity',
  'schedule-read',
  'visit-register',
  'visit-read',
  'visit-event',
  'visit-cancel',
  'queue-read',
  'queue-call',
  'poli-serve',
  'pharmacy-read',
  'pharmacy-serve',
  'service-entry-write',
  'task-read',
  'message-read',
  'bpjs-health',
  'facility-read',
  'reference-read',
  'stream',
] as const satisfies readonly Permission[];
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

export function permissionsOfRoles(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => ROLE_PERMISSIONS[role]));
}

export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}
