// Every record under its name, as written in the files beside: what the documented objects in `generated` are made from.
import { eklaim } from './eklaim/index.ts';
import type { EklaimMethod } from './eklaim/types.ts';
import {
  antreanfktp,
  antreanrs,
  aplicares,
  apotek,
  erekammedis,
  icare,
  pcare,
  sisrute,
  srbk,
  vclaim,
} from './endpoints/index.ts';
import type { Endpoint, Service } from './types.ts';

/** Every service of the catalogue; a new one does not compile until it stands here. */
const bpjs: Readonly<Record<Service, Readonly<Record<string, Endpoint>>>> = {
  vclaim,
  antreanrs,
  pcare,
  antreanfktp,
  aplicares,
  icare,
  apotek,
  erekammedis,
  sisrute,
  srbk,
};

/** For tools that list the catalogue. To call something take the objects by service: editors show what each call is for. */
export const RECORDS: {
  readonly bpjs: typeof bpjs;
  readonly eklaim: Readonly<Record<string, EklaimMethod>>;
} = { bpjs, eklaim };
