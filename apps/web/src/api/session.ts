// Who is signed in, signing in and out, choosing facility and language.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Query, QueryClient } from '@tanstack/react-query';
import { followServerTime } from '../platform/clock.ts';
import { answer, api, isApiFailure } from './transport.ts';
import type { Session, SessionChange, SignIn } from './types.ts';

export const SESSION_KEY = ['session'] as const;
const LEFT_KEY = ['session', 'left-by-choice'] as const;

export function useSession() {
  return useQuery({
    queryKey: SESSION_KEY,
    staleTime: 60_000,
    refetchInterval: 5 * 60_000,
    queryFn: async ({ signal }): Promise<Session | null> => {
      try {
        return remember(await answer(api.GET('/api/v1/session', { signal })));
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

/** Whether the account may do something; the server asks again, this only hides what would be refused. */
export function useMay(permission: string): boolean {
  return useSession().data?.permissions.includes(permission) ?? false;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: SignIn) => remember(await answer(api.POST('/api/v1/session', { body: input }))),
    onSuccess: (session) => {
      forgetOthers(client);
      client.setQueryData(LEFT_KEY, false);
      client.setQueryData(SESSION_KEY, session);
    },
  });
}

/** Whether the person pressed the button, rather than the session having ended by itself. */
export function useLeftByChoice(): boolean {
  return useQuery({ queryKey: LEFT_KEY, enabled: false, initialData: false }).data;
}

/** `choice` is false when the workplace was left alone and the app ends the session for the person. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (_choice: boolean) => answer(api.DELETE('/api/v1/session')),
    onSettled: (_answer, _error, choice) => {
      client.setQueryData(LEFT_KEY, choice);
      client.setQueryData(SESSION_KEY, null);
      forgetOthers(client);
    },
  });
}

export function useChangeSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: SessionChange) => remember(await answer(api.PATCH('/api/v1/session', { body: input }))),
    onSuccess: (session, input) => {
      client.setQueryData(SESSION_KEY, session);
      if (input.facilityId) void client.resetQueries({ predicate: isNotSession });
    },
  });
}

/** Nothing a person has seen stays in memory for the next one; the session's own entry is being watched and is replaced instead. */
function forgetOthers(client: QueryClient): void {
  client.removeQueries({ predicate: isNotSession });
}

function isNotSession(query: Query): boolean {
  return query.queryKey[0] !== SESSION_KEY[0];
}

function remember(session: Session): Session {
  followServerTime(session.serverTime);
  return session;
}
