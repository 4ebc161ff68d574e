// Settings in English.
import type { id } from '../id.ts';

export const settings: (typeof id)['settings'] = {
  title: 'Settings', section: 'Section', sections: { facility: 'Facility', credentials: 'BPJS credentials', mapping: 'Task ID mapping', staff: 'People', keys: 'API keys', audit: 'Audit trail' },
  facility: {
    name: 'Name', address: 'Address', ppk: 'PPK code', zone: 'Time zone', environment: 'BPJS environment', environments: { sandbox: 'Sandbox (training)', development: 'Development', production: 'Production' }, switches: 'Sent to BPJS', save: 'Save',
    switch: { antrean: 'Antrean RS (booking and Task ID)', sep: 'SEP (VClaim)', farmasiQueue: 'Pharmacy queue', addForMobileJkn: 'Send bookings made by Mobile JKN again', pcare: 'P-Care', antreanFktp: 'Antrean FKTP' },
    switchHint: { farmasiQueue: 'On when the hospital runs the pharmacy queue.', addForMobileJkn: 'Usually off: BPJS already has that booking.' },
  },
  credentials: {
    explain: 'Kept encrypted and never shown again. Fill in to replace.', service: 'Service', consId: 'Cons ID', secret: 'Secret key', userKey: 'User key', pcareUsername: 'P-Care user name', pcarePassword: 'P-Care password', kdAplikasi: 'Application code', configured: 'Set', missing: 'Not set', updated: 'changed {{moment}}', save: 'Save credentials', change: 'Set or replace', saved: 'Credentials saved.',
  },
  mapping: {
    explain: 'Which event counts as which Task ID. The time is always that of the event; a missed one stays empty.', task: 'Task', patient: 'Patient', event: 'Event', patients: { new: 'new', existing: 'existing', any: 'any' }, save: 'Save mapping', saved: 'Mapping saved. It holds for the next events.',
  },
  staff: {
    add: 'Add person', username: 'User name', displayName: 'Name', roles: 'Roles', password: 'Password', newPassword: 'New password', passwordHint: 'At least 12 letters. Leave empty to keep it.', passwordHintNew: 'At least 12 letters.', active: 'Active', inactive: 'Inactive', lastSignIn: 'Last sign-in', never: 'never', edit: 'Change', editTitle: 'Change {{name}}', addTitle: 'New person', save: 'Save', empty: 'Nobody yet.',
  },
  keys: {
    explain: 'For the HIS or another program that sends events to Titian.', add: 'Make a key', label: 'Name', scopes: 'Rights', prefix: 'Key starts with', expires: 'Valid until', created: 'Made', lastUsed: 'Last used', revoke: 'Revoke', revokeTitle: 'Revoke key {{name}}?', revokeExplain: 'The program that uses it is refused at once.', revoked: 'revoked', never: 'never', once: 'Copy it now: this key is shown only once.', copy: 'Copy', copied: 'Copied', done: 'I copied it', empty: 'No keys yet.',
    scope: { 'event-submit': 'Send events', 'peserta-search': 'Search participants', 'schedule-read': 'Read the schedule', 'visit-register': 'Register visits', 'visit-read': 'Read visits', 'visit-event': 'Record visit events', 'visit-cancel': 'Cancel visits', 'queue-read': 'Read queues', 'task-read': 'Read Task IDs', 'message-read': 'Read messages' },
  },
  audit: { at: 'Time', actor: 'Who', action: 'Action', subject: 'About', reason: 'Reason', empty: 'No entries yet.' },
};
