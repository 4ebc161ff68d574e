// Which screens a role works in, in the order of the day. The server decides what is allowed; this only keeps the rail short.
import {
  IconBuildingHospital, IconHome2, IconListNumbers, IconMailForward, IconPill, IconSettings, IconTimeline, IconUserPlus,
} from '@tabler/icons-react';
import type { Role, Session } from '../api/types.ts';

export type NavName = 'home' | 'desk' | 'counter' | 'poli' | 'pharmacy' | 'tasks' | 'messages' | 'settings';

export interface NavItem {
  readonly name: NavName;
  readonly to: '/' | '/pendaftaran' | '/antrean' | '/poli' | '/farmasi' | '/task-id' | '/pesan' | '/pengaturan';
  readonly icon: typeof IconHome2;
  readonly letter: string;
  readonly roles: readonly Role[] | 'everyone';
  readonly kind?: 'fkrtl';
}

const NAVIGATION: readonly NavItem[] = [
  { name: 'home', to: '/', icon: IconHome2, letter: 'b', roles: 'everyone' },
  { name: 'desk', to: '/pendaftaran', icon: IconUserPlus, letter: 'd', roles: ['registration', 'it'] },
  { name: 'counter', to: '/antrean', icon: IconListNumbers, letter: 'a', roles: ['registration', 'it'] },
  { name: 'poli', to: '/poli', icon: IconBuildingHospital, letter: 'p', roles: ['nurse', 'doctor', 'it'] },
  { name: 'pharmacy', to: '/farmasi', icon: IconPill, letter: 'f', roles: ['pharmacy', 'it'] },
  {
    name: 'tasks', to: '/task-id', icon: IconTimeline, letter: 't', kind: 'fkrtl',
    roles: ['registration', 'nurse', 'doctor', 'pharmacy', 'claims', 'management', 'it', 'auditor', 'vendor'],
  },
  { name: 'messages', to: '/pesan', icon: IconMailForward, letter: 'm', roles: ['it', 'vendor', 'auditor', 'registration', 'claims'] },
  { name: 'settings', to: '/pengaturan', icon: IconSettings, letter: 's', roles: ['it', 'auditor'] },
];

export function navigationFor(session: Session): NavItem[] {
  return NAVIGATION.filter(
    (item) =>
      (item.kind === undefined || item.kind === session.facility.kind) &&
      (item.roles === 'everyone' || item.roles.some((role) => session.roles.includes(role))),
  );
}
