// The room of continuity mode as other rooms see it.
export { createContinuity, type Continuity } from './continuity.ts';
