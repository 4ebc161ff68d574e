// Messages for a colleague: what happened, what it means, what to do. Always on the page, never a toast that carries the only copy.
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import style from './ui.module.css';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'quiet' | 'brand';

const ICONS = {
  ok: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconCircleX,
  info: IconInfoCircle,
  quiet: IconInfoCircle,
  brand: IconInfoCircle,
} as const;

export function Notice(props: {
  tone: Tone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  live?: boolean;
}) {
  const Icon = ICONS[props.tone];
  return (
    <div
      className={`${style.notice} ${style[props.tone]}`}
      role={props.live ? (props.tone === 'bad' ? 'alert' : 'status') : undefined}
    >
      <Icon size={20} aria-hidden />
      <div style={{ minWidth: 0 }}>
        {props.title ? <div className={style.noticeTitle}>{props.title}</div> : null}
        {props.children ? <div className={style.noticeBody}>{props.children}</div> : null}
      </div>
      {props.action ? <div className={style.noticeAction}>{props.action}</div> : null}
    </div>
  );
}

export function NoticeLine(props: { label: string; children: ReactNode }) {
  return (
    <div>
      <span className={style.noticeLine}>{props.label}: </span>
      {props.children}
    </div>
  );
}

export function Pill(props: { tone: Tone; icon?: ReactNode; children: ReactNode; title?: string | undefined }) {
  return (
    <span className={`${style.pill} ${style[props.tone]}`} title={props.title}>
      {props.icon}
      <span>{props.children}</span>
    </span>
  );
}

export function Empty(props: { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={style.empty}>
      {props.icon}
      <div className={style.emptyTitle}>{props.title}</div>
      {props.children ? <div>{props.children}</div> : null}
      {props.action}
    </div>
  );
}
