// Service defaults of Antrean RS, docs/facts/antrean-rs.md §1.
import { endpointsOf } from '../endpoint.ts';

export const antreanEndpoints = endpointsOf({
  service: 'antreanrs',
  facts: 'antrean-rs',
  confidence: 'A',
  readEncryption: 'string-is-encrypted',
  writeEncryption: 'plain',
  // Only the four ref/… reads answer 1; 200 is accepted there too because the code type drifts between servers.
  readSuccess: ['200'],
  writeSuccess: ['200'],
  // "No Content" was seen under 201 and is believed to be 204, docs/facts/antrean-rs.md §1 [C]/[D].
  readEmpty: ['200', '201', '204'],
});
