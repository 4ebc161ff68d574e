// The geometry of the river: one segment per stage, width = patients now there, colour = median delay. Pure numbers, no drawing.
import type { Today } from '../../api/types.ts';

export interface RiverStage {
  readonly stage: Today['flow'][number]['stage'];
  readonly count: number;
  readonly medianMinutes: number | null;
  readonly x: number;
  readonly width: number;
  readonly thickness: number;
  readonly tone: 'calm' | 'slow' | 'late' | 'none';
}

const ORDER: readonly Today['flow'][number]['stage'][] = [
  'menunggu-admisi',
  'dipanggil-admisi',
  'menunggu-poli',
  'dilayani-poli',
  'menunggu-farmasi',
  'disiapkan-farmasi',
  'selesai',
];
export const RIVER_WIDTH = 980;
export const RIVER_HEIGHT = 96;
const MIN_THICKNESS = 5;
const MAX_THICKNESS = 58;
/** Half of the outpatient standard is where a wait starts to be noticed. */
const SLOW_SHARE = 0.5;

export function riverStages(flow: Today['flow'], standardMinutes: number): RiverStage[] {
  const present = ORDER.map((stage) => flow.find((entry) => entry.stage === stage)).filter(
    (entry) => entry !== undefined,
  );
  const largest = Math.max(1, ...present.map((entry) => entry.count));
  const width = RIVER_WIDTH / Math.max(1, present.length);
  return present.map((entry, index) => ({
    stage: entry.stage,
    count: entry.count,
    medianMinutes: entry.medianMinutes,
    x: index * width,
    width,
    thickness: MIN_THICKNESS + (MAX_THICKNESS - MIN_THICKNESS) * (entry.count / largest),
    tone: toneOf(entry, standardMinutes),
  }));
}

function toneOf(entry: Today['flow'][number], standardMinutes: number): RiverStage['tone'] {
  if (entry.stage === 'selesai' || entry.medianMinutes === null || entry.count === 0) return 'none';
  if (entry.medianMinutes > standardMinutes) return 'late';
  return entry.medianMinutes > standardMinutes * SLOW_SHARE ? 'slow' : 'calm';
}

/** One closed shape from the middle of a stage to the middle of the next, with soft banks. */
export function riverPath(stages: readonly RiverStage[], index: number): string {
  const stage = stages[index];
  if (!stage) return '';
  const middle = RIVER_HEIGHT / 2;
  const before = stages[index - 1]?.thickness ?? stage.thickness;
  const after = stages[index + 1]?.thickness ?? stage.thickness;
  const left = (before + stage.thickness) / 4;
  const right = (after + stage.thickness) / 4;
  const half = stage.thickness / 2;
  const from = stage.x;
  const to = stage.x + stage.width;
  const third = stage.width / 3;
  return [
    `M${from} ${middle - left}`,
    `C${from + third * 0.6} ${middle - left} ${from + third * 0.6} ${middle - half} ${from + third} ${middle - half}`,
    `H${to - third}`,
    `C${to - third * 0.6} ${middle - half} ${to - third * 0.6} ${middle - right} ${to} ${middle - right}`,
    `V${middle + right}`,
    `C${to - third * 0.6} ${middle + right} ${to - third * 0.6} ${middle + half} ${to - third} ${middle + half}`,
    `H${from + third}`,
    `C${from + third * 0.6} ${middle + half} ${from + third * 0.6} ${middle + left} ${from} ${middle + left}`,
    'Z',
  ].join(' ');
}
