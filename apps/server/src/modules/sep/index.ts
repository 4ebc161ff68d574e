// The room of eligibility letters as other rooms see it.
export { createSepService, type SepService } from './service.ts';
export { sepRoutes } from './routes.ts';
export { createLetterWait, isTroubled, type LetterWait } from './foreground.ts';
