// The facility's settings, one section at a time; the section is in the address. What may be changed is the server's decision.
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { PolicySection } from '../continuity/policy-section.tsx';
import { AlertsSection } from './alerts-section.tsx';
import { ApiKeysSection } from './api-keys-section.tsx';
import { AuditSection } from './audit-section.tsx';
import { CredentialsSection } from './credentials-section.tsx';
import { FacilitySection } from './facility-section.tsx';
import { MappingSection } from './mapping-section.tsx';
import style from './settings.module.css';
import { StaffSection } from './staff-section.tsx';

const SECTIONS = [
  { name: 'facility', address: 'fasilitas', screen: FacilitySection },
  { name: 'credentials', address: 'kredensial', screen: CredentialsSection },
  { name: 'mapping', address: 'task-id', screen: MappingSection },
  { name: 'continuity', address: 'kesinambungan', screen: PolicySection },
  { name: 'staff', address: 'pengguna', screen: StaffSection },
  { name: 'keys', address: 'kunci-api', screen: ApiKeysSection },
  { name: 'alerts', address: 'pemberitahuan', screen: AlertsSection },
  { name: 'audit', address: 'audit', screen: AuditSection },
] as const;

export function SettingsScreen() {
  const { t } = useTranslation();
  const { bagian } = useSearch({ from: '/pengaturan' });
  const current = SECTIONS.find((section) => section.address === bagian) ?? SECTIONS[0];
  const Screen = current.screen;
  return (
    <Page title={t('settings.title')}>
      <div className={style.layout}>
        <nav className={style.tabs} aria-label={t('settings.section')}>
          {SECTIONS.map((section) => (
            <Link
              key={section.name}
              to="/pengaturan"
              search={{ bagian: section.address }}
              className={style.tab}
              activeProps={{}}
              aria-current={section.name === current.name ? 'page' : undefined}
            >
              {t(`settings.sections.${section.name}`)}
            </Link>
          ))}
        </nav>
        <Screen />
      </div>
    </Page>
  );
}
