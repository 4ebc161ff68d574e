// Name, address and zone of the facility, and the switches that decide what a visit sends.
import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeFacility, useFacility } from '../../api/settings.ts';
import type { Facility } from '../../api/types.ts';
import { zoneName } from '../../format/time.ts';
import { newKey } from '../../platform/clock.ts';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Facts } from '../../ui/page.tsx';
import style from './settings.module.css';

const ZONES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;
const SWITCHES = {
  fkrtl: ['antrean', 'sep', 'farmasiQueue', 'addForMobileJkn', 'repeatsUnreadable'],
  fktp: ['pcare', 'antreanFktp', 'repeatsUnreadable'],
} as const;

export function FacilitySection() {
  const { t } = useTranslation();
  const facility = useFacility();
  return (
    <Card title={t('settings.sections.facility')}>
      <QueryState query={facility}>{(data) => <FacilityForm facility={data} />}</QueryState>
    </Card>
  );
}

function FacilityForm(props: { facility: Facility }) {
  const { t } = useTranslation();
  const { facility } = props;
  const change = useChangeFacility();
  const [name, setName] = useState(facility.name);
  const [address, setAddress] = useState(facility.address);
  const [timeZone, setTimeZone] = useState(facility.timeZone);
  const [switches, setSwitches] = useState(facility.switches);
  const [key, setKey] = useState(newKey);
  return (
    <form
      className={style.form}
      onChange={() => setKey(newKey())}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ change: { name, address, timeZone, switches }, key });
      }}
    >
      <Facts
        items={[
          [t('settings.facility.ppk'), facility.kodePpk],
          [t('settings.facility.environment'), t(`settings.facility.environments.${facility.bpjsEnvironment}`)],
        ]}
      />
      <TextInput
        label={t('settings.facility.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('settings.facility.address')}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <Select
        label={t('settings.facility.zone')}
        data={ZONES.map((zone) => ({ value: zone, label: `${zoneName(zone)} (${zone})` }))}
        value={timeZone}
        allowDeselect={false}
        onChange={(value) => setTimeZone(ZONES.find((zone) => zone === value) ?? timeZone)}
      />
      <strong>{t('settings.facility.switches')}</strong>
      {SWITCHES[facility.kind].map((item) => (
        <Switch
          key={item}
          label={t(`settings.facility.switch.${item}`)}
          {...(item === 'farmasiQueue' || item === 'addForMobileJkn' || item === 'repeatsUnreadable'
            ? { description: t(`settings.facility.switchHint.${item}`) }
            : {})}
          checked={switches[item]}
          onChange={(event) => setSwitches({ ...switches, [item]: event.currentTarget.checked })}
        />
      ))}
      {change.error ? <FailureNotice error={change.error} /> : null}
      {change.isSuccess ? <Notice tone="ok" live title={t('frame.state.saved')} /> : null}
      <div>
        <Button type="submit" loading={change.isPending}>
          {t('settings.facility.save')}
        </Button>
      </div>
    </form>
  );
}
