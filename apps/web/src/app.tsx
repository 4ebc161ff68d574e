// The providers every screen needs: theme, server data, router.
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { SESSION_KEY } from './api/session.ts';
import { isApiFailure } from './api/transport.ts';
import { router } from './router.tsx';
import { theme } from './theme.ts';

const MAX_READ_RETRIES = 2;

/** A session that ended shows the sign-in at once, wherever it is noticed. */
function noticeSignedOut(error: unknown): void {
  if (isApiFailure(error) && error.kind === 'signed-out') queryClient.setQueryData(SESSION_KEY, null);
}

const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // The server is often on the same LAN: "offline" for the browser says nothing about it.
      networkMode: 'always',
      retry: (count, error) =>
        count < MAX_READ_RETRIES && isApiFailure(error) && (error.kind === 'offline' || error.kind === 'broken'),
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

const colorScheme = localStorageColorSchemeManager({ key: 'titian.color-scheme' });

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colorScheme} deduplicateInlineStyles>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
