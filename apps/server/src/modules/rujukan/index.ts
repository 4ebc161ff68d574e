// The room of incoming referrals as other rooms see it.
export { createRujukanService, type RujukanDeps, type RujukanList, type RujukanService } from './service.ts';
export { isFirstVisit, isValidOn, type Rujukan } from './rules.ts';
