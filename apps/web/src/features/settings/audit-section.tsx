// The audit trail, newest first: who did what, when and why. Read only.
import { useTranslation } from 'react-i18next';
import { useAudit } from '../../api/settings.ts';
import { useFormat } from '../../format/use-format.ts';
import { QueryState } from '../../ui/failure.tsx';
import { More } from '../../ui/more.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import style from './settings.module.css';

export function AuditSection() {
  const { t } = useTranslation();
  const format = useFormat();
  const audit = useAudit();
  return (
    <Card title={t('settings.sections.audit')} flush>
      <QueryState query={{ ...audit, data: audit.data }}>
        {(data) => {
          const events = data.pages.flatMap((page) => page.items);
          if (events.length === 0) return <Empty title={t('settings.audit.empty')} />;
          return (
            <div className={style.scroll}>
              <table className={style.table}>
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
                      <td>{event.actor}</td>
                      <td>{event.action}</td>
                      <td className="muted">
                        {event.subjectType} <span className="mono">{event.subjectId?.slice(-8) ?? ''}</span>
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
