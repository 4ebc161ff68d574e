// One dot of a time line: measured ●, corrected ◐, missing ○, refused ✕. Shape carries the meaning, colour only supports it.
import type { Dot as DotName } from './model.ts';
import style from './tasks.module.css';

export function Dot(props: { dot: DotName; differs?: boolean }) {
  const { dot } = props;
  return (
    <svg className={style.dot} viewBox="0 0 16 16" aria-hidden>
      {dot === 'measured' ? <circle cx="8" cy="8" r="6" fill="var(--brand)" /> : null}
      {dot === 'corrected' ? (
        <>
          <circle cx="8" cy="8" r="5.2" fill="var(--surface)" stroke="var(--brand)" strokeWidth="2" />
          <path d="M8 2.8a5.2 5.2 0 0 0 0 10.4Z" fill="var(--brand)" />
        </>
      ) : null}
      {dot === 'missing' ? (
        <circle cx="8" cy="8" r="5.2" fill="var(--surface)" stroke="var(--bad)" strokeWidth="2.2" />
      ) : null}
      {dot === 'awaited' ? (
        <circle cx="8" cy="8" r="4.6" fill="var(--surface)" stroke="var(--line-strong)" strokeWidth="1.6" />
      ) : null}
      {dot === 'refused' ? (
        <path d="M3.4 3.4l9.2 9.2M12.6 3.4l-9.2 9.2" stroke="var(--bad)" strokeWidth="2.8" strokeLinecap="round" />
      ) : null}
      {dot === 'none' ? <path d="M6 8h4" stroke="var(--line-strong)" strokeWidth="1.6" strokeLinecap="round" /> : null}
      {props.differs ? <circle cx="8" cy="8" r="7.2" fill="none" stroke="var(--warn)" strokeWidth="1.6" /> : null}
    </svg>
  );
}
