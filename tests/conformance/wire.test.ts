// Two independent wires meet: the client calls every endpoint of the catalogue at the sandbox, in the order in which a
// hospital and a clinic would, against both characters of the payer. They share the catalogue and the golden vectors, no code. An
// endpoint that nobody calls here fails the test, and so does an answer with a key that the catalogue does not name. Each suite beside
// this file plays one part of it.
import { EKLAIM_METHODS, ENDPOINTS } from '@titian/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aplicaresSuite } from './aplicares.ts';
import { apotekSuite } from './apotek.ts';
import { clinicProgrammes } from './clinic-programmes.ts';
import { clinicDay } from './clinic.ts';
import { credentials } from './credentials.ts';
import { eklaimSuite } from './eklaim.ts';
import { erekammedisSuite } from './erekammedis.ts';
import { hospitalDay } from './hospital.ts';
import { controlLetters } from './letters.ts';
import { icareSuite } from './icare.ts';
import { Payer } from './payer.ts';
import { prbAndLpk } from './prb-lpk.ts';
import { references } from './references.ts';
import { outgoingReferrals } from './referrals-out.ts';
import { aroundSep } from './sep-rest.ts';
import { competencyReferral } from './sisrute.ts';
import { clinicReferral } from './srbk.ts';

const SUITES = [
  hospitalDay,
  controlLetters,
  aroundSep,
  references,
  clinicDay,
  clinicProgrammes,
  credentials,
  aplicaresSuite,
  icareSuite,
  apotekSuite,
  erekammedisSuite,
  outgoingReferrals,
  prbAndLpk,
  competencyReferral,
  clinicReferral,
  eklaimSuite,
] as const;

describe.each(['documented', 'dumb'] as const)('the %s payer', (character) => {
  const payer = new Payer(character);
  beforeAll(() => payer.open());
  afterAll(() => payer.close());

  for (const suite of SUITES) suite(payer);

  describe('the catalogue', () => {
    it('was called in full', () => {
      expect([...ENDPOINTS, ...EKLAIM_METHODS].map(({ id }) => id).filter((id) => !payer.called.has(id))).toEqual([]);
    });

    it('names every key that the sandbox sends', () => {
      expect([...new Set(payer.unknownKeys)]).toEqual([]);
    });
  });
});
