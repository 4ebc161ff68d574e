// Everything BPJS holds, rebuilt from two streams: setup (who exists) and ledger (what facilities did). Nothing else changes
// it, so the present, a stale view and the state after a restart are all the same replay to a different point.

import type { LedgerLine } from '../kernel.ts';
import { generatePopulation } from '../population/index.ts';
import { AntreanRsState } from '../services/antreanrs/state.ts';
import { AntreanFktpState } from '../services/antreanfktp/state.ts';
import { AplicaresState } from '../services/aplicares/state.ts';
import { EklaimState } from '../services/eklaim/state.ts';
import { ApotekState } from '../services/apotek/state.ts';
import { RekamMedisState } from '../services/erekammedis/state.ts';
import { IcareState } from '../services/icare/state.ts';
import { ClubState } from '../services/pcare/club-state.ts';
import { PcareState } from '../services/pcare/state.ts';
import { ClaimSheets } from '../services/vclaim/lpk-state.ts';
import { Letters } from '../services/vclaim/letter-state.ts';
import { PrbLetters } from '../services/vclaim/prb-state.ts';
import { OutgoingReferrals } from '../services/vclaim/referral-state.ts';
import { SpecialReferrals } from '../services/vclaim/special-state.ts';
import { SepState } from '../services/vclaim/state.ts';
import { Approvals, Fingerprints, People, Referrals } from './people.ts';
import type { SetupItem } from './setup.ts';

export class World {
  readonly people = new People();
  readonly referrals = new Referrals();
  readonly letters = new Letters();
  readonly fingerprints = new Fingerprints();
  readonly approvals = new Approvals();
  readonly antrean = new AntreanRsState();
  readonly sep = new SepState();
  readonly outgoing = new OutgoingReferrals();
  readonly special = new SpecialReferrals();
  readonly prb = new PrbLetters();
  readonly lpk = new ClaimSheets();
  readonly pcare = new PcareState();
  readonly clubs = new ClubState();
  readonly eklaim = new EklaimState();
  readonly fktp = new AntreanFktpState();
  readonly aplicares = new AplicaresState();
  readonly icare = new IcareState();
  readonly apotek = new ApotekState();
  readonly rekamMedis = new RekamMedisState();

  setup(item: SetupItem): void {
    switch (item.kind) {
      case 'population':
        for (const { person, referrals, earlierSep, controlLetter, extension, backReferral } of generatePopulation(
          item,
        )) {
          this.people.put(person);
          for (const referral of referrals) this.referrals.put(referral);
          if (earlierSep !== null) this.sep.place(earlierSep);
          if (controlLetter !== null) this.letters.put(controlLetter);
          if (extension !== null) this.special.place(extension);
          if (backReferral !== null) this.prb.place(backReferral);
        }
        return;
      case 'participant':
        this.people.put(item.person);
        return;
      case 'referral':
        this.referrals.put(item.referral);
        return;
      case 'control-letter':
        this.letters.put(item.letter);
        return;
      case 'booking':
        this.antrean.place(item.kodePpk, item.fields, item.sumberdata, item.createdAtMs);
        return;
      case 'fingerprint':
        this.fingerprints.set(item.nomorKartu, item.tanggal, item.validated);
        return;
      case 'approval':
        this.approvals.put({
          kodePpk: '',
          nomorKartu: item.nomorKartu,
          tanggal: item.tanggal,
          jnsPelayanan: item.jnsPelayanan,
          jnsPengajuan: item.jnsPengajuan,
          state: 'approved',
        });
        return;
      case 'claim':
        this.sep.setClaim(item.nomorSep, item.status);
        return;
      case 'pharmacy-claim':
        this.apotek.setVerified(item.nomor, item.verified);
        return;
      case 'facility':
      case 'moods':
      case 'plan':
      case 'switches':
      case 'character':
      case 'clock':
        return;
    }
  }

  apply(line: LedgerLine): void {
    if (line.effect === 'refused') return;
    if (line.service === 'antreanrs') this.antrean.apply(line);
    if (line.service === 'vclaim') {
      this.sep.apply(line, this);
      this.letters.apply(line);
      this.special.apply(line);
      this.prb.apply(line);
      this.lpk.apply(line);
    }
    if (line.service === 'vclaim' || line.service === 'sisrute') this.outgoing.apply(line, this);
    // SRBK stores visits of PCare.
    if (line.service === 'pcare' || line.service === 'srbk') {
      this.pcare.apply(line, this);
      this.clubs.apply(line);
    }
    if (line.service === 'eklaim') this.eklaim.apply(line);
    if (line.service === 'antreanfktp') this.fktp.apply(line);
    if (line.service === 'aplicares') this.aplicares.apply(line);
    if (line.service === 'icare') this.icare.apply(line);
    if (line.service === 'apotek') this.apotek.apply(line);
    if (line.service === 'erekammedis') this.rekamMedis.apply(line);
  }
}
