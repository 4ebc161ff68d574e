// What happened to one message, line by line; acts of people with name and reason.
import {
  IconArrowUpRight,
  IconCornerDownLeft,
  IconFileText,
  IconRobot,
  IconUser,
  IconZoomQuestion,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MessageDetail } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import style from './messages.module.css';

type Line = MessageDetail['history'][number];

const ICONS: Record<Line['kind'], typeof IconFileText> = {
  recorded: IconFileText,
  attempt: IconArrowUpRight,
  answer: IconCornerDownLeft,
  asked: IconZoomQuestion,
  engine: IconRobot,
  hand: IconUser,
};

const RESULTS = [
  'delivered',
  'already',
  'refused',
  'waiting',
  'later',
  'unknown',
  'parked',
  'skipped',
  'pause-channel',
  'absent',
  'unclear',
  'not-sent',
  'resent',
  'cancelled',
  'confirmed',
] as const;

export function History(props: { detail: MessageDetail }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3 className={style.section}>{t('messages.history.title')}</h3>
      <ol className={style.history}>
        {props.detail.history.map((line, index) => (
          // Lines are only ever added at the end.
          <HistoryLine key={index} line={line} detail={props.detail} />
        ))}
      </ol>
    </section>
  );
}

function HistoryLine(props: { line: Line; detail: MessageDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { line } = props;
  const Icon = ICONS[line.kind];
  const result = RESULTS.find((one) => one === line.result);
  const what = result ? t(`messages.history.results.${result}`) : line.result;
  const attempt = line.attempt === null ? undefined : props.detail.attempts[line.attempt - 1];
  // BPJS's own words belong to the last line of their attempt.
  const said = line.kind === 'answer' ? [attempt?.code, attempt?.bpjsMessage].filter(Boolean).join(' ') : '';
  return (
    <li className={style.historyLine}>
      <Icon size={16} aria-hidden />
      <span className="num muted" title={format.moment(line.at)}>
        {format.seconds(line.at)}
      </span>
      <div style={{ minWidth: 0 }}>
        <span>
          {line.kind === 'recorded' ? t('messages.history.recorded') : null}
          {line.kind === 'attempt' ? t('messages.history.attempt', { number: line.attempt }) : null}
          {line.kind === 'hand' ? `${what} ${line.by ? t('messages.history.by', { name: line.by }) : ''}` : null}
          {line.kind === 'answer' || line.kind === 'asked' || line.kind === 'engine'
            ? `${t(`messages.history.${line.kind}`)}: ${what}`
            : null}
        </span>
        {line.words ? (
          <div className="muted">
            {line.kind === 'hand' ? t('messages.history.reason', { reason: line.words }) : line.words}
          </div>
        ) : null}
        {said ? <div className={`muted ${style.said}`}>{said}</div> : null}
      </div>
    </li>
  );
}
