// Who is signed in, signing in and out, choosing facility and language.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { followServerTime } from '../platform/clock.ts';
import { call, isApiFailure } from './transport.ts';
import type { Session, SignIn } from './types.ts';

export const SESSION_KEY = ['session'] as const;

export function useSession() {
  return useQuery({
    queryKey: SESSION_KEY,
    staleTime: 60_000,
    refetchInterval: 5 * 60_000,
    queryFn: async ({ signal }): Promise<Session | null> => {
      try {
        return remember(await call<Session>('GET', '/session', { signal }));
      } catch (error) {
        if (isApiFailure(error) && error.kind === 'signed-out') return null;
        throw error;
      }
    },
  });
}

/** The session of a screen inside the frame, where there always is one. */
export function useSignedIn(): Session {
  const session = useSession().data;
  if (!session) throw new Error('This screen needs a session.');
  return session;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: SignIn) => remember(await call<Session>('POST', '/session', { body: input })),
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(SESSION_KEY, session);
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call<null>('DELETE', '/session'),
    onSettled: () => {
      client.clear();
      client.setQueryData(SESSION_KEY, null);
    },
  });
}

export function useChangeSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: { facilityId?: string; language?: 'id' | 'en' }) =>
      remember(await call<Session>('PATCH', '/session', { body: input })),
    onSuccess: (session, input) => {
      if (input.facilityId) client.clear();
      client.setQueryData(SESSION_KEY, session);
    },
  });
}

function remember(session: Session): Session {
  followServerTime(session.serverTime);
  return session;
}
