// The facility's written policy: what the desk decides while BPJS cannot be asked, whom to call, what patients read. Every saving is a new
// version; the server keeps them all.
import { ActionIcon, Button, NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangePolicy, useContinuityPolicy } from '../../api/continuity.ts';
import { useMay } from '../../api/session.ts';
import type { ContinuityPolicy, PolicyChange } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import style from './continuity.module.css';

const MAX_DAYS = 3650;
const MAX_MINUTES = 240;

export function PolicySection() {
  const { t } = useTranslation();
  const policy = useContinuityPolicy();
  return (
    <Card title={t('continuity.policy.title')}>
      <QueryState query={policy}>{(data) => <PolicyForm key={data.version} policy={data} />}</QueryState>
    </Card>
  );
}

function PolicyForm(props: { policy: ContinuityPolicy }) {
  const { t } = useTranslation();
  const { policy } = props;
  const change = useChangePolicy();
  const mayChange = useMay('continuity-policy');
  const [draft, setDraft] = useState<PolicyChange>(() => draftOf(policy));
  const set = (part: Partial<PolicyChange>) => setDraft((before) => ({ ...before, ...part }));
  const whole = (value: string | number, before: number) => (typeof value === 'number' ? value : before);
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ ...draft, contacts: draft.contacts.filter(({ peran }) => peran.trim() !== '') });
      }}
    >
      <div className="muted">{t('continuity.policy.lead')}</div>
      {policy.version === 0 ? <Notice tone="info" title={t('continuity.policy.defaults')} /> : null}
      <div className={style.two}>
        <NumberInput
          label={t('continuity.policy.maxAge')}
          value={draft.maxAgeDays}
          min={0}
          max={MAX_DAYS}
          allowDecimal={false}
          onChange={(value) => set({ maxAgeDays: whole(value, draft.maxAgeDays) })}
        />
        <Otherwise
          label={t('continuity.policy.whenOld')}
          value={draft.whenOld}
          onChange={(whenOld) => set({ whenOld })}
        />
        <Otherwise
          label={t('continuity.policy.whenUnknown')}
          value={draft.whenUnknown}
          onChange={(whenUnknown) => set({ whenUnknown })}
        />
      </div>
      <div className={style.small}>{t('continuity.policy.inactive')}</div>
      <Switch
        label={t('continuity.policy.automatic')}
        checked={draft.isAutomatic}
        onChange={(event) => set({ isAutomatic: event.currentTarget.checked })}
      />
      <div className={style.two}>
        <NumberInput
          label={t('continuity.policy.startAfter')}
          value={draft.startAfterMinutes}
          min={0}
          max={MAX_MINUTES}
          allowDecimal={false}
          onChange={(value) => set({ startAfterMinutes: whole(value, draft.startAfterMinutes) })}
        />
        <NumberInput
          label={t('continuity.policy.endAfter')}
          value={draft.endAfterMinutes}
          min={0}
          max={MAX_MINUTES}
          allowDecimal={false}
          onChange={(value) => set({ endAfterMinutes: whole(value, draft.endAfterMinutes) })}
        />
        <TextInput
          type="time"
          label={t('continuity.policy.opensAt')}
          description={t('continuity.policy.opensAtHint')}
          value={draft.opensAt}
          onChange={(event) => set({ opensAt: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label={t('continuity.policy.patientText')}
        description={t('continuity.policy.patientTextHint')}
        value={draft.patientText}
        maxLength={300}
        autosize
        minRows={2}
        onChange={(event) => set({ patientText: event.currentTarget.value })}
      />
      <Contacts contacts={draft.contacts} onChange={(contacts) => set({ contacts })} />
      {change.error ? <FailureNotice error={change.error} /> : null}
      {mayChange ? (
        <div>
          <Button type="submit" loading={change.isPending}>
            {t('continuity.policy.save')}
          </Button>
        </div>
      ) : null}
      <History policy={policy} />
    </form>
  );
}

function draftOf(policy: ContinuityPolicy): PolicyChange {
  const { version: _version, changedBy: _by, changedAt: _at, history: _history, ...draft } = policy;
  return draft;
}

function Otherwise(props: {
  label: string;
  value: PolicyChange['whenOld'];
  onChange: (value: PolicyChange['whenOld']) => void;
}) {
  const { t } = useTranslation();
  return (
    <Select
      label={props.label}
      allowDeselect={false}
      value={props.value}
      data={[
        { value: 'pernyataan', label: t('continuity.policy.statement') },
        { value: 'tahan', label: t('continuity.policy.hold') },
      ]}
      onChange={(value) => props.onChange(value === 'tahan' ? 'tahan' : 'pernyataan')}
    />
  );
}

type Contact = PolicyChange['contacts'][number];

function Contacts(props: { contacts: Contact[]; onChange: (contacts: Contact[]) => void }) {
  const { t } = useTranslation();
  const { contacts, onChange } = props;
  const set = (at: number, part: Partial<Contact>) =>
    onChange(contacts.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <div className={style.form}>
      <strong>{t('continuity.policy.contacts')}</strong>
      {contacts.map((contact, index) => (
        <div key={index} className={style.contact}>
          <TextInput
            aria-label={t('continuity.policy.role')}
            placeholder={t('continuity.policy.role')}
            value={contact.peran}
            onChange={(event) => set(index, { peran: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('continuity.policy.name')}
            placeholder={t('continuity.policy.name')}
            autoComplete="off"
            value={contact.nama}
            onChange={(event) => set(index, { nama: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('continuity.policy.phone')}
            placeholder={t('continuity.policy.phone')}
            inputMode="tel"
            autoComplete="off"
            value={contact.telepon}
            onChange={(event) => set(index, { telepon: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('continuity.policy.remove')}
            onClick={() => onChange(contacts.filter((_, at) => at !== index))}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onChange([...contacts, { peran: '', nama: '', telepon: '' }])}
        >
          {t('continuity.policy.addContact')}
        </Button>
      </div>
    </div>
  );
}

function History(props: { policy: ContinuityPolicy }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (props.policy.history.length === 0) return null;
  return (
    <ul className={style.list}>
      {props.policy.history.map((one) => (
        <li key={one.version} className={style.small}>
          {t('continuity.policy.version', {
            version: one.version,
            name: one.changedBy ?? '',
            moment: format.moment(one.changedAt),
          })}
        </li>
      ))}
    </ul>
  );
}
