// The one word for a whole row of the Task ID desk, as the name of its text.
import type { RowState } from './model.ts';

export const STATE_TEXT = {
  complete: 'stateComplete',
  open: 'stateOpen',
  waiting: 'stateWaiting',
  missing: 'stateMissing',
  refused: 'stateRefused',
  differs: 'stateDiffers',
  cancelled: 'stateCancelled',
} as const satisfies Record<RowState, string>;
