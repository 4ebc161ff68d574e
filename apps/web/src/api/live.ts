// The server says by server-sent events *what* changed; the screens fetch again, always also after a reconnect. No data travels here.
import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const RECONNECT_MS = 3_000;
// A burst of events (a backlog draining) must not become a burst of fetches.
const COALESCE_MS = 400;

/** Which query families (first part of the query key) show a topic. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  visit: ['visits', 'visit', 'queue', 'today', 'task-ids', 'timeline', 'pharmacy'],
  queue: ['queue', 'visits', 'today'],
  pharmacy: ['pharmacy', 'visits', 'today'],
  task: ['task-ids', 'timeline', 'today', 'visit'],
  message: ['messages', 'message', 'visit', 'bpjs-health', 'timeline', 'today'],
  alert: ['alerts'],
  health: ['bpjs-health', 'messages', 'continuity'],
  continuity: ['continuity', 'today'],
  reconciliation: ['reconciliation', 'today'],
  'service-entry': ['service-entry', 'visit'],
};

export function useLiveUpdates(): { connected: boolean } {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => openStream(client, setConnected), [client]);
  return { connected };
}

function openStream(client: QueryClient, onConnected: (connected: boolean) => void): () => void {
  const pending = new Set<string>();
  let source: EventSource | null = null;
  let flushTimer: number | undefined;
  let reconnectTimer: number | undefined;
  let wasOpen = false;

  const flush = () => {
    flushTimer = undefined;
    for (const family of pending) void client.invalidateQueries({ queryKey: [family] });
    pending.clear();
  };
  const mark = (topic: string) => {
    for (const family of FAMILIES[topic] ?? []) pending.add(family);
    flushTimer ??= window.setTimeout(flush, COALESCE_MS);
  };
  const connect = () => {
    source = new EventSource('/api/v1/stream');
    source.onopen = () => {
      onConnected(true);
      if (wasOpen) void client.invalidateQueries();
      wasOpen = true;
    };
    source.onmessage = (event: MessageEvent<string>) => mark(topicOf(event.data));
    // The server may name its events by topic; both spellings say the same.
    for (const topic of Object.keys(FAMILIES)) source.addEventListener(topic, () => mark(topic));
    source.onerror = () => {
      onConnected(false);
      source?.close();
      reconnectTimer = window.setTimeout(connect, RECONNECT_MS);
    };
  };
  connect();
  return () => {
    source?.close();
    window.clearTimeout(flushTimer);
    window.clearTimeout(reconnectTimer);
  };
}

function topicOf(data: string): string {
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === 'object' && parsed !== null && 'topic' in parsed ? String(parsed.topic) : '';
  } catch {
    // A heartbeat or an unknown line is no change of data.
    return '';
  }
}
