// The room of doctor sessions and queue numbers as other rooms see it.
export {
  createScheduleService,
  type ClinicSession,
  type ClinicSessions,
  type DaySchedule,
  type HandedNumber,
  type ScheduleDeps,
  type ScheduleService,
} from './service.ts';
export {
  bookingCode,
  estimateServedAt,
  isOwnBookingCode,
  normaliseJam,
  type Quota,
  type ScheduleSession,
} from './rules.ts';
export { scheduleRoutes } from './routes.ts';
