// A visit that was saved while the schedule could not be read has no doctor yet; booking and SEP wait for a person to choose one. The
// screen only offers the sessions of that poli and day, it never guesses.
import { lazy, Suspense } from 'react';
import { useMay } from '../../api/session.ts';
import type { Visit } from '../../api/types.ts';

/** Rarely needed: most visits are saved with their doctor. */
const DoctorForm = lazy(async () => ({ default: (await import('./doctor-form.tsx')).DoctorForm }));
const QUEUE = 'fktp.antrean.add';
const CALLED_OFF: readonly Visit['stage'][] = ['batal', 'tidak-hadir'];

export function ChooseDoctor(props: { visit: Visit }) {
  const mayRegister = useMay('visit-register');
  const { visit } = props;
  const isKnown = visit.dokter !== null && visit.jamPraktek !== null;
  // A clinic's visit carries no SEP; there it is the queue entry at BPJS that names the doctor.
  const isAwaited =
    visit.sep !== null || visit.deliveries.some(({ kind, state }) => kind === QUEUE && state === 'menunggu');
  if (!mayRegister || isKnown || !isAwaited || CALLED_OFF.includes(visit.stage)) return null;
  return (
    <Suspense fallback={null}>
      <DoctorForm visit={visit} />
    </Suspense>
  );
}
