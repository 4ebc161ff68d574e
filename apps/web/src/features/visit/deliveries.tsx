// What of a visit travels to BPJS, each with its state, reason and next step. Shared by the desk's answer and the drawer.
import { useTranslation } from 'react-i18next';
import type { Visit } from '../../api/types.ts';
import { DeliveryPill } from '../../ui/delivery.tsx';
import style from './visit.module.css';

/** What a visit begins with; everything else follows in the order in which it happened. */
const FIRST: readonly string[] = ['antreanrs.add', 'fktp.antrean.add', 'pcare.pendaftaran.add', 'vclaim.sep.insert'];

function place(kind: string): number {
  const found = FIRST.indexOf(kind);
  return found === -1 ? FIRST.length : found;
}

export function DeliveryList(props: { visit: Visit }) {
  const { t } = useTranslation();
  const shown = props.visit.deliveries
    .filter((delivery) => delivery.state !== 'tidak-perlu')
    .toSorted((a, b) => place(a.kind) - place(b.kind));
  if (shown.length === 0) return <p className="muted">{t('desk.done.nothingToSend')}</p>;
  return (
    <ul className={style.list} aria-live="polite">
      {shown.map((delivery) => (
        <li key={delivery.messageId} className={style.item}>
          <span>{delivery.label}</span>
          <DeliveryPill state={delivery.state} />
          {delivery.reason ? (
            <span className={style.itemReason}>
              {delivery.reason}
              {delivery.nextStep ? ` ${delivery.nextStep}` : ''}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
