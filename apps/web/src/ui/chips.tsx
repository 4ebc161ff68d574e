// A row of filter chips: one chosen, counts beside the words. The choice belongs in the URL of the screen that shows them.
import type { ReactNode } from 'react';
import style from './ui.module.css';

export interface ChipChoice<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
  readonly count?: number | undefined;
}

export function Chips<V extends string>(props: {
  label: string;
  choices: readonly ChipChoice<V>[];
  value: V;
  onChange: (value: V) => void;
}) {
  return (
    <div className={style.chips} role="group" aria-label={props.label}>
      {props.choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className={style.chip}
          aria-pressed={choice.value === props.value}
          onClick={() => props.onChange(choice.value)}
        >
          {choice.label}
          {choice.count === undefined ? null : <span className={style.chipCount}>{choice.count}</span>}
        </button>
      ))}
    </div>
  );
}
