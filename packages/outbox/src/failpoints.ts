// Named places where a test may stop, freeze or kill the process. In production no hook is given and a failpoint costs one comparison.
export const FAILPOINTS = [
  'after-claim-before-intent',
  'after-intent-before-first-byte',
  'after-send-before-result',
  'before-result-commit',
  'after-result-commit-before-lane-release',
  'during-read-back',
  'during-lease-renewal',
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];
export type FailpointHook = (
  name: Failpoint,
  about: { readonly facilityId: string; readonly laneId?: string },
) => void | Promise<void>;
