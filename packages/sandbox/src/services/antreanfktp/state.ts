// placeholder
import type { LedgerLine } from '../../kernel.ts';
export class AntreanFktpState { apply(_line: LedgerLine): void { } }
