// The bell in the header: how many alerts hold that nobody has taken note of. It leads to their list.
import { IconBell, IconBellRinging } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAlerts } from '../../api/alerts.ts';
import { now } from '../../platform/clock.ts';
import style from './alerts.module.css';

export function Bell() {
  const { t } = useTranslation();
  const alerts = useAlerts('open');
  const fresh = (alerts.data ?? []).filter(
    (alert) => alert.seenAt === null && (alert.mutedUntil === null || Date.parse(alert.mutedUntil) <= now().getTime()),
  );
  const isCritical = fresh.some((alert) => alert.severity === 'kritis');
  const label = fresh.length === 0 ? t('alerts.bell.none') : t('alerts.bell.some', { count: fresh.length });
  const Icon = fresh.length === 0 ? IconBell : IconBellRinging;
  return (
    <Link to="/peringatan" search={{}} className={style.bell} aria-label={label} title={label}>
      <Icon size={20} stroke={1.7} aria-hidden />
      {fresh.length === 0 ? null : (
        <span className={`${style.count} ${isCritical ? style.critical : ''}`} aria-hidden>
          {fresh.length}
        </span>
      )}
    </Link>
  );
}
