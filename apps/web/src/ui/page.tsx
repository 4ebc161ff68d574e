// The outer shape of a screen: title, tools at the right, content below. No data.
import type { ReactNode } from 'react';
import style from './ui.module.css';

export function Page(props: {
  title: string;
  sub?: ReactNode;
  tools?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={`${style.page} ${props.wide ? style.pageWide : ''}`}>
      <header className={style.pageHead}>
        <h1 className={style.pageTitle}>{props.title}</h1>
        {props.sub ? <div className={style.pageSub}>{props.sub}</div> : null}
        {props.tools ? <div className={style.pageTools}>{props.tools}</div> : null}
      </header>
      {props.children}
    </div>
  );
}

export function Card(props: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  flush?: boolean;
  label?: string;
  className?: string | undefined;
}) {
  return (
    <section
      className={`${style.card} ${props.className ?? ''}`}
      aria-label={props.label ?? (typeof props.title === 'string' ? props.title : undefined)}
    >
      {props.title ? (
        <div className={style.cardHead}>
          <h2 style={{ fontSize: 'inherit', fontWeight: 'inherit' }}>{props.title}</h2>
          {props.aside ? <div style={{ marginLeft: 'auto', fontWeight: 400 }}>{props.aside}</div> : null}
        </div>
      ) : null}
      <div className={props.flush ? undefined : style.cardBody}>{props.children}</div>
    </section>
  );
}

export function Facts(props: { items: readonly (readonly [string, ReactNode] | null)[] }) {
  return (
    <dl className={style.facts}>
      {props.items.map((item) =>
        item === null ? null : (
          <div key={item[0]} style={{ display: 'contents' }}>
            <dt>{item[0]}</dt>
            <dd>{item[1]}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
