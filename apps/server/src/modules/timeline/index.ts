// The room of Task IDs as other rooms see it.
export { createTimelineRecorder, type TimelineRecorder } from './recorder.ts';
export { createTimelineService, type MessageDesk, type TimelineService } from './service.ts';
export { timelineKinds } from './bpjs.ts';
export { timelineRoutes, type ExplainCode } from './routes.ts';
export { timelineSources } from './reconcile.ts';
