// What the terminal shows while the demo day runs: one calm block that is redrawn in place, or a line now and then when the
// output is a file. Indonesian, because a room full of clerks may be watching.
const REDRAW_MS = 500;
/** Without a terminal: one line per so many business minutes. */
const PLAIN_EVERY_MINUTES = 30;
const BAR_WIDTH = 40;

export interface ProgressFacts {
  readonly businessNowMs: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly outage: { readonly fromMs: number; readonly untilMs: number } | null;
  readonly visits: number;
  readonly saved: number;
  readonly events: number;
  readonly slowestMs: number;
  readonly effects: number;
  readonly waiting: number | null;
  readonly unknown: number | null;
}

export interface Progress {
  show(facts: ProgressFacts): void;
  end(): void;
}

export function createProgress(out: NodeJS.WriteStream, realNowMs: () => number): Progress {
  let drawnAt = -Infinity;
  let lines = 0;
  let plainUntil = -Infinity;
  return {
    show: (facts) => {
      if (!out.isTTY) {
        const minutes = Math.floor(facts.businessNowMs / 60_000);
        if (minutes < plainUntil) return;
        plainUntil = minutes + PLAIN_EVERY_MINUTES;
        out.write(`${plainLine(facts)}\n`);
        return;
      }
      if (realNowMs() - drawnAt < REDRAW_MS) return;
      drawnAt = realNowMs();
      const block = blockOf(facts);
      out.write(`${lines > 0 ? `\u001b[${lines}A` : ''}${block.map((line) => `\u001b[2K${line}`).join('\n')}\n`);
      lines = block.length;
    },
    end: () => {
      if (out.isTTY && lines > 0) out.write('\n');
    },
  };
}

export function wibClock(ms: number): string {
  return new Date(ms + 7 * 3_600_000).toISOString().slice(11, 16).replace(':', '.');
}

function payerWord(facts: ProgressFacts): string {
  const { outage, businessNowMs: now } = facts;
  if (outage === null || now < outage.fromMs) return 'Terhubung';
  if (now < outage.untilMs) return `TERPUTUS sejak ${wibClock(outage.fromMs)}`;
  return (facts.waiting ?? 0) > 0
    ? `Pulih ${wibClock(outage.untilMs)}, antrean pesan sedang dikirim`
    : `Pulih ${wibClock(outage.untilMs)}`;
}

function plainLine(facts: ProgressFacts): string {
  return `${wibClock(facts.businessNowMs)} WIB  BPJS ${payerWord(facts)}  kunjungan ${facts.visits}  kejadian ${facts.saved}/${facts.events}  di BPJS ${facts.effects}  menunggu ${facts.waiting ?? '?'}`;
}

function blockOf(facts: ProgressFacts): string[] {
  const share = Math.min(
    1,
    Math.max(0, (facts.businessNowMs - facts.fromMs) / Math.max(1, facts.untilMs - facts.fromMs)),
  );
  const full = Math.round(share * BAR_WIDTH);
  return [
    `  ${wibClock(facts.businessNowMs)} WIB  ${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}  ${Math.round(share * 100)} %`,
    `  BPJS             ${payerWord(facts)}`,
    `  Pasien terdaftar ${facts.visits}`,
    `  Tersimpan        ${facts.saved} dari ${facts.events} kejadian   (jawaban paling lambat ${Math.round(facts.slowestMs)} ms)`,
    `  Sampai di BPJS   ${facts.effects}   menunggu ${facts.waiting ?? '?'}   belum pasti ${facts.unknown ?? '?'}`,
  ];
}
