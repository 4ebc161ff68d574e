// Everything a user of the BPJS catalogue needs: endpoint records, code tables, service wiring, messages with their
// Indonesian explanations, path templates. No I/O and no decisions.
export * from './codes.ts';
export { createdNumber, endpoint, ENDPOINTS, findEndpoint } from './endpoints/index.ts';
export { emptyPrbFigures, FORM_PRB, type PrbFigure } from './form-prb.ts';
export * from './eklaim/index.ts';
// The records of every service under the comments that editors show. An explicit name goes before the star above.
export {
  antreanfktp,
  antreanrs,
  aplicares,
  apotek,
  eklaim,
  erekammedis,
  icare,
  pcare,
  sisrute,
  srbk,
  vclaim,
} from './generated/index.ts';
export { MESSAGES } from './messages/catalogue.ts';
export { explain, EXPLANATIONS } from './messages/explanations.ts';
export { matchGatewayText, matchMessage, normaliseMessage, type MessageMatch } from './messages/match.ts';
export * from './messages/types.ts';
export { fillPath, pathParameters } from './paths.ts';
export { RECORDS } from './records.ts';
export * from './services.ts';
export * from './types.ts';
export { unknownKeysOf } from './unknown-keys.ts';
