// The audit trail, newest first: who did what, when and why. Read only.
import { useTranslation } from 'react-i18next';
import { useAudit } from '../../api/settings.ts';
import { useFormat } from '../../format/use-format.ts';
import { QueryState } from '../../ui/failure.tsx';
import { More } from '../../ui/more.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import style from './settings.module.css';

const UUID_LENGTH = 36;
const SHOWN_OF_ID = 8;

/** Enough of an id to tell two lines apart; what is no id (a day, a unit) in full. */
function shortId(subjectId: string | null): string {
  if (subjectId === null || subjectId === 'all') return '';
  return subjectId.length === UUID_LENGTH ? subjectId.slice(-SHOWN_OF_ID) : subjectId;
}

/** A key has no name in the trail, only its id. */
function machine(actor: string): string | null {
  return /^api-key ([0-9a-f-]{36})$/.exec(actor)?.[1] ?? null;
}

export function AuditSection() {
  const { t } = useTranslation();
  const format = useFormat();
  const audit = useAudit();
  // The server's own names for what was done; one without words here is shown as it is.
  const actions: Readonly<Record<string, string>> = t('settings.audit.actions', { returnObjects: true });
  const subjects: Readonly<Record<string, string>> = t('settings.audit.subjects', { returnObjects: true });
  return (
    <Card title={t('settings.sections.audit')} flush>
      <QueryState query={{ ...audit, data: audit.data }}>
        {(data) => {
          const events = data.pages.flatMap((page) => page.items);
          if (events.length === 0) return <Empty title={t('settings.audit.empty')} />;
          return (
            <div className={style.scroll}>
              <table className={`${style.table} ${style.stack} ${style.lastBelow}`}>
                <thead>
                  <tr>
                    <th scope="col">{t('settings.audit.at')}</th>
                    <th scope="col">{t('settings.audit.actor')}</th>
                    <th scope="col">{t('settings.audit.action')}</th>
                    <th scope="col">{t('settings.audit.subject')}</th>
                    <th scope="col">{t('settings.audit.reason')}</th>
                  </tr>
                </thead>
                <tbody>
                  {events.map((event) => (
                    <tr key={event.id}>
                      <td className="num">{format.moment(event.at)}</td>
                      <td>
                        {machine(event.actor)
                          ? `${t('settings.sections.keys')} ${shortId(machine(event.actor))}`
                          : event.actor}
                      </td>
                      <td>{actions[event.action] ?? event.action}</td>
                      <td className="muted">
                        {subjects[event.subjectType] ?? event.subjectType}{' '}
                        <span className="mono">{shortId(event.subjectId)}</span>
                      </td>
                      <td>{event.reason ?? ''}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </QueryState>
      {audit.hasNextPage ? <More loading={audit.isFetchingNextPage} onMore={() => void audit.fetchNextPage()} /> : null}
    </Card>
  );
}
