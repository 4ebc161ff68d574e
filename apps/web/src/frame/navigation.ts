// Which screens a person works in, in the order of the day. The server decides what is allowed; this only keeps the rail short.
import {
  IconArrowsDiff,
  IconBuildingHospital,
  IconHeartbeat,
  IconHome2,
  IconLifebuoy,
  IconListNumbers,
  IconMailForward,
  IconPill,
  IconSettings,
  IconTimeline,
  IconUserPlus,
} from '@tabler/icons-react';
import type { Session } from '../api/types.ts';

export type NavName =
  | 'home'
  | 'desk'
  | 'counter'
  | 'poli'
  | 'pharmacy'
  | 'tasks'
  | 'messages'
  | 'health'
  | 'continuity'
  | 'reconciliation'
  | 'settings';

export interface NavItem {
  readonly name: NavName;
  readonly to:
    | '/'
    | '/pendaftaran'
    | '/antrean'
    | '/poli'
    | '/farmasi'
    | '/task-id'
    | '/pesan'
    | '/kesehatan'
    | '/kesinambungan'
    | '/rekonsiliasi'
    | '/pengaturan';
  readonly icon: typeof IconHome2;
  readonly letter: string;
  /** One of these opens the screen. */
  readonly permissions: readonly string[];
  readonly kind?: 'fkrtl';
}

const NAVIGATION: readonly NavItem[] = [
  { name: 'home', to: '/', icon: IconHome2, letter: 'b', permissions: ['queue-read'] },
  { name: 'desk', to: '/pendaftaran', icon: IconUserPlus, letter: 'd', permissions: ['visit-register'] },
  { name: 'counter', to: '/antrean', icon: IconListNumbers, letter: 'a', permissions: ['visit-register'] },
  { name: 'poli', to: '/poli', icon: IconBuildingHospital, letter: 'p', permissions: ['poli-serve'] },
  { name: 'pharmacy', to: '/farmasi', icon: IconPill, letter: 'f', permissions: ['pharmacy-read'] },
  { name: 'tasks', to: '/task-id', icon: IconTimeline, letter: 't', permissions: ['task-read'], kind: 'fkrtl' },
  { name: 'messages', to: '/pesan', icon: IconMailForward, letter: 'm', permissions: ['message-read'] },
  { name: 'health', to: '/kesehatan', icon: IconHeartbeat, letter: 'k', permissions: ['bpjs-health-detail'] },
  {
    name: 'continuity',
    to: '/kesinambungan',
    icon: IconLifebuoy,
    letter: 'g',
    permissions: ['continuity-read', 'continuity-manage'],
  },
  {
    name: 'reconciliation',
    to: '/rekonsiliasi',
    icon: IconArrowsDiff,
    letter: 'r',
    permissions: ['message-read'],
  },
  {
    name: 'settings',
    to: '/pengaturan',
    icon: IconSettings,
    letter: 's',
    permissions: ['facility-write', 'staff-manage', 'audit-read'],
  },
];

export function navigationFor(session: Session): NavItem[] {
  return NAVIGATION.filter(
    (item) =>
      (item.kind === undefined || item.kind === session.facility.kind) &&
      item.permissions.some((permission) => session.permissions.includes(permission)),
  );
}
