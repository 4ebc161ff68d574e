// BPJS in a box: an independent, stateful payer for tests, demos and trainings. Shares the catalogue with the client and nothing
// else; its wire, state and ledger are its own.
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
export { CHARACTERS, EFFECTS, type Character, type EffectName, type LedgerLine } from './kernel.ts';
export { FAULT_KINDS, MoodSchema, type Fault, type FaultKind, type Mood, type MoodTable } from './moods/moods.ts';
export { defaultSwitches, SwitchesSchema, type Switches } from './switches.ts';
export { parseBusinessClock, type BusinessClock } from './clock.ts';
export {
  sandboxCredentials,
  type Facility,
  type FacilityCredentials,
  type SandboxService,
} from './world/facilities.ts';
export type { SetupInput, SetupItem } from './world/setup.ts';
export type { TrafficEntry, ChannelStats } from './control/meter.ts';
export {
  generatePopulation,
  participantAt,
  cardOf,
  nikOf,
  type Participant,
  type Person,
  type Referral,
  type ControlLetter,
  type PopulationOptions,
} from './population/index.ts';
export {
  DEFAULT_TASK_RULES,
  judgeTask,
  TASK_IDS,
  type StoredTask,
  type TaskBooking,
  type TaskRule,
  type TaskRuleOptions,
  type TaskVerdict,
} from './services/antreanrs/rules.ts';
export { answeredCalls } from './routes.ts';
