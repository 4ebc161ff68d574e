// Health of BPJS in detail. Its key begins with `bpjs-health`, so that whatever renews the strip renews the page.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api } from './transport.ts';

const EVERY_MS = 15_000;

export function useBpjsHealthDetail() {
  return useQuery({
    queryKey: ['bpjs-health', 'detail'],
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/bpjs/health/detail', { signal })),
  });
}
