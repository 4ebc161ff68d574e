// People of a facility as the API shows them.
import type { Role } from '../../platform/permissions.ts';

export interface StaffUser {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  readonly lastSignInAt: string | null;
}

export interface NewStaff {
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly password: string;
}

export interface StaffChanges {
  readonly displayName?: string | undefined;
  readonly roles?: readonly Role[] | undefined;
  readonly active?: boolean | undefined;
  readonly password?: string | undefined;
}
