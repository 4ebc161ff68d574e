// Loaded before every test file: property tests run 100 cases each, and many more in `npm run deep`. fast-check prints the seed of a failure.
import fc from 'fast-check';

const CASES = 100;
const CASES_IN_DEEP = 100_000;

fc.configureGlobal({ numRuns: process.env['TITIAN_DEEP'] === '1' ? CASES_IN_DEEP : CASES });
