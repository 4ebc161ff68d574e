// Alerts: what holds now and what is over, taking note and muting, and the places they are sent to.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components, paths } from '@titian/api-client';
import { newKey } from '../platform/clock.ts';
import { answer, api, keyed } from './transport.ts';

export type Alert = components['schemas']['Alert'];
export type AlertEndpoint = components['schemas']['AlertEndpoint'];
export type NewAlertEndpoint = paths['/api/v1/alert-endpoints']['post']['requestBody']['content']['application/json'];

const EVERY_MS = 60_000;

export function useAlerts(state: 'open' | 'cleared', enabled = true) {
  return useQuery({
    queryKey: ['alerts', state],
    enabled,
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/api/v1/alerts', { params: { query: { state } }, signal }))).items,
  });
}

export function useAlertAction() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: string; hours: number | null }) => {
      const params = { header: keyed(newKey()), path: { id: input.id } };
      return answer(
        input.hours === null
          ? api.POST('/api/v1/alerts/{id}/seen', { params })
          : api.POST('/api/v1/alerts/{id}/mute', { params, body: { hours: input.hours } }),
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['alerts'] }),
  });
}

export function useAlertEndpoints() {
  return useQuery({
    queryKey: ['alert-endpoints'],
    queryFn: async ({ signal }) => (await answer(api.GET('/api/v1/alert-endpoints', { signal }))).items,
  });
}

export function useAddAlertEndpoint() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { endpoint: NewAlertEndpoint; key: string }) =>
      answer(api.POST('/api/v1/alert-endpoints', { params: { header: keyed(input.key) }, body: input.endpoint })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['alert-endpoints'] }),
  });
}

export function useRemoveAlertEndpoint() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE('/api/v1/alert-endpoints/{id}', { params: { header: keyed(newKey()), path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['alert-endpoints'] }),
  });
}

export function useTestAlertEndpoint() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.POST('/api/v1/alert-endpoints/{id}/test', { params: { header: keyed(newKey()), path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['alert-endpoints'] }),
  });
}
