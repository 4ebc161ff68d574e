// What the frame shows only when somebody asks for it: loaded then, or before in a quiet moment, so that the first screen does not wait
// for it on a clinic's line.
import { lazy, Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { MenuButton } from './menus.tsx';

const menus = () => import('./menus.tsx');
const drawer = () => import('../features/visit/visit-drawer.tsx');
const search = () => import('./search-anything.tsx');
const help = () => import('./keys-help.tsx');
const desk = () => import('../features/desk/service-form.tsx');

export const FacilityList = lazy(async () => ({ default: (await menus()).FacilityList }));
export const MoreList = lazy(async () => ({ default: (await menus()).MoreList }));
export const PersonList = lazy(async () => ({ default: (await menus()).PersonList }));
export const VisitDrawer = lazy(async () => ({ default: (await drawer()).VisitDrawer }));
export const SearchAnything = lazy(async () => ({ default: (await search()).SearchAnything }));
export const KeysHelp = lazy(async () => ({ default: (await help()).KeysHelp }));

/** After this the first screen has its data, also on a slow line. */
const QUIET_MS = 3_000;

/** So that the first press needs no line any more. A part that does not come now is asked for again by its press. */
export function useQuietLoading(): void {
  useEffect(() => {
    const timer = window.setTimeout(() => {
      for (const part of [menus, drawer, search, desk, help]) part().catch(() => undefined);
    }, QUIET_MS);
    return () => window.clearTimeout(timer);
  }, []);
}

/** A plain button until it is pressed, then the same button with its list. */
export function OnFirstPress(props: { button: MenuButton; renderList: (button: MenuButton) => ReactNode }) {
  const [pressed, setPressed] = useState(false);
  const plain = <button type="button" aria-haspopup="menu" {...props.button} onClick={() => setPressed(true)} />;
  return pressed ? <Suspense fallback={plain}>{props.renderList(props.button)}</Suspense> : plain;
}
