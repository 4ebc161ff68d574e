// People of the facility, their roles, and whether they may still sign in.
import { Button, Modal, MultiSelect, PasswordInput, Switch, TextInput } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveStaff, useStaff } from '../../api/settings.ts';
import type { StaffInput } from '../../api/settings.ts';
import type { NewStaff, StaffUser } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { newKey } from '../../platform/clock.ts';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Empty, Pill } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import style from './settings.module.css';

const ROLES = [
  'registration',
  'nurse',
  'doctor',
  'pharmacy',
  'claims',
  'management',
  'it',
  'auditor',
  'vendor',
] as const;

export function StaffSection() {
  const { t } = useTranslation();
  const format = useFormat();
  const staff = useStaff();
  const [editing, setEditing] = useState<StaffUser | 'new' | null>(null);
  return (
    <Card
      title={t('settings.sections.staff')}
      aside={
        <Button
          size="compact-md"
          leftSection={<IconUserPlus size={17} aria-hidden />}
          onClick={() => setEditing('new')}
        >
          {t('settings.staff.add')}
        </Button>
      }
      flush
    >
      <QueryState query={staff}>
        {(people) =>
          people.length === 0 ? (
            <Empty title={t('settings.staff.empty')} />
          ) : (
            <div className={style.scroll}>
              <table className={`${style.table} ${style.stack}`}>
                <thead>
                  <tr>
                    <th scope="col">{t('settings.staff.displayName')}</th>
                    <th scope="col">{t('settings.staff.username')}</th>
                    <th scope="col">{t('settings.staff.roles')}</th>
                    <th scope="col">{t('settings.staff.lastSignIn')}</th>
                    <th scope="col" />
                  </tr>
                </thead>
                <tbody>
                  {people.map((person) => (
                    <tr key={person.id}>
                      <td>
                        {person.displayName}{' '}
                        {person.active ? null : <Pill tone="quiet">{t('settings.staff.inactive')}</Pill>}
                      </td>
                      <td className="mono">{person.username}</td>
                      <td>{person.roles.map((role) => t(`words.role.${role}`)).join(', ')}</td>
                      <td className="muted num" data-label={t('settings.staff.lastSignIn')}>
                        {person.lastSignInAt ? format.moment(person.lastSignInAt) : t('settings.staff.never')}
                      </td>
                      <td style={{ textAlign: 'right' }}>
                        <Button variant="default" size="compact-sm" onClick={() => setEditing(person)}>
                          {t('settings.staff.edit')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </QueryState>
      {editing ? <StaffDialog person={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
    </Card>
  );
}

function StaffDialog(props: { person: StaffUser | null; onClose: () => void }) {
  const { t } = useTranslation();
  const save = useSaveStaff();
  const { person } = props;
  const [username, setUsername] = useState('');
  const [displayName, setDisplayName] = useState(person?.displayName ?? '');
  const [roles, setRoles] = useState<NewStaff['roles']>(() =>
    ROLES.filter((role) => person?.roles.includes(role) ?? false),
  );
  const [password, setPassword] = useState('');
  const [active, setActive] = useState(person?.active ?? true);
  const [key, setKey] = useState(newKey);
  const complete =
    displayName.trim() !== '' && roles.length > 0 && (person !== null || (username.trim() !== '' && password !== ''));
  const touch = () => setKey(newKey());
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={person ? t('settings.staff.editTitle', { name: person.displayName }) : t('settings.staff.addTitle')}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      <form
        className={style.form}
        onChange={touch}
        onSubmit={(event) => {
          event.preventDefault();
          const common = { displayName: displayName.trim(), roles };
          const input: StaffInput = person
            ? { id: person.id, staff: { ...common, active, ...(password ? { password } : {}) } }
            : { id: null, staff: { ...common, username: username.trim(), password } };
          save.mutate({ ...input, key }, { onSuccess: props.onClose });
        }}
      >
        {person ? null : (
          <TextInput
            label={t('settings.staff.username')}
            autoComplete="off"
            autoCapitalize="none"
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
            data-autofocus
          />
        )}
        <TextInput
          label={t('settings.staff.displayName')}
          autoComplete="off"
          value={displayName}
          onChange={(event) => setDisplayName(event.currentTarget.value)}
        />
        <MultiSelect
          label={t('settings.staff.roles')}
          data={ROLES.map((role) => ({ value: role, label: t(`words.role.${role}`) }))}
          value={roles}
          onChange={(values) => {
            setRoles(ROLES.filter((role) => values.includes(role)));
            touch();
          }}
        />
        <PasswordInput
          label={t(person ? 'settings.staff.newPassword' : 'settings.staff.password')}
          description={t(person ? 'settings.staff.passwordHint' : 'settings.staff.passwordHintNew')}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {person ? (
          <Switch
            label={t('settings.staff.active')}
            checked={active}
            onChange={(event) => setActive(event.currentTarget.checked)}
          />
        ) : null}
        {save.error ? <FailureNotice error={save.error} /> : null}
        <div className={style.actions} style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={props.onClose}>
            {t('frame.state.cancel')}
          </Button>
          <Button type="submit" disabled={!complete} loading={save.isPending}>
            {t('settings.staff.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
