// placeholder
import type { LedgerLine } from '../../kernel.ts';
import type { World } from '../../world/world.ts';
export class PcareState { apply(_line: LedgerLine, _world: World): void { } }
