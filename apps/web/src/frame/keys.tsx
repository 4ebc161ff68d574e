// Keyboard shortcuts of the frame. Screens add their own (F2, F8) with `useKey`; keys-help.tsx lists them.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { NavItem } from './navigation.ts';

const CHORD_MS = 1_200;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}

/** Calls back on one key anywhere on the screen; function keys also while typing. */
export function useKey(key: string, action: () => void, enabled = true): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!key.startsWith('F') && isTyping(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [key, enabled]);
}

export function useFrameKeys(items: readonly NavItem[], open: (overlay: 'search' | 'keys') => void): void {
  const navigate = useNavigate();
  const chordAt = useRef(0);
  useKey('/', () => open('search'));
  useKey('?', () => open('keys'));
  const canRegister = items.some((item) => item.name === 'desk');
  const toDesk = () => void navigate({ to: '/pendaftaran' });
  useKey('F2', toDesk, canRegister && !onDesk());
  useKey('F4', toDesk, canRegister && !onDesk());
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'g') {
        chordAt.current = event.timeStamp;
        return;
      }
      const item = items.find((candidate) => candidate.letter === event.key);
      if (item && event.timeStamp - chordAt.current < CHORD_MS) void navigate({ to: item.to });
      chordAt.current = 0;
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [items, navigate]);
}

/** On the desk itself F2 and F4 belong to its search field. */
function onDesk(): boolean {
  return window.location.pathname === '/pendaftaran';
}
