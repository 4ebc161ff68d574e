// A day of a channel as a small drawing: one bar per quarter of an hour, what stayed without an answer in red below it.
import type { paths } from '@titian/api-client';
import style from './health.module.css';

type HealthDetail = paths['/api/v1/bpjs/health/detail']['get']['responses'][200]['content']['application/json'];
export type CurvePoint = HealthDetail['services'][number]['channels'][number]['curve'][number];

const HEIGHT = 26;
const STEP = 2;

export function Curve(props: { points: readonly CurvePoint[]; label: string }) {
  const most = Math.max(1, ...props.points.map((point) => point.total));
  const width = props.points.length * STEP;
  const bar = (count: number) => (count === 0 ? 0 : Math.max(1.5, (count / most) * HEIGHT));
  return (
    <svg
      className={style.curve}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={props.label}
    >
      <title>{props.label}</title>
      <line x1={0} x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className={style.curveBase} />
      {props.points.map((point, index) => {
        const total = bar(point.total);
        const away = bar(point.unanswered);
        if (total === 0) return null;
        return (
          // The points are a fixed row of quarters; their place is what they are.
          <g key={String(index)}>
            <rect x={index * STEP} width={STEP - 0.4} y={HEIGHT - total} height={total} className={style.curveGood} />
            {away > 0 ? (
              <rect x={index * STEP} width={STEP - 0.4} y={HEIGHT - away} height={away} className={style.curveAway} />
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
