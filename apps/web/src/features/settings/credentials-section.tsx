// BPJS credentials, write only: what is set shows masked, what is typed is sent once and forgotten here.
import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFacility, useSaveCredentials } from '../../api/settings.ts';
import type { CredentialsInput } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { newKey } from '../../platform/clock.ts';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Notice, Pill } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import style from './settings.module.css';

type Service = CredentialsInput['service'];
const SERVICES = { fkrtl: ['vclaim', 'antreanrs'], fktp: ['pcare', 'antreanfktp'] } as const;

export function CredentialsSection() {
  const { t } = useTranslation();
  const format = useFormat();
  const facility = useFacility();
  const [editing, setEditing] = useState<Service | null>(null);
  const [saved, setSaved] = useState(false);
  return (
    <Card title={t('settings.sections.credentials')} flush>
      <p className="muted" style={{ padding: '12px 16px', fontSize: 14 }}>
        {t('settings.credentials.explain')}
      </p>
      {saved ? (
        <div style={{ padding: '0 16px 12px' }}>
          <Notice tone="ok" live title={t('settings.credentials.saved')} />
        </div>
      ) : null}
      <QueryState query={facility}>
        {(data) => (
          <div className={style.scroll}>
            <table className={`${style.table} ${style.stack}`}>
              <tbody>
                {SERVICES[data.kind].map((service) => {
                  const stored = data.credentials.find((item) => item.service === service);
                  return (
                    <tr key={service}>
                      <td>
                        <strong>{t(`words.service.${service}`)}</strong>
                      </td>
                      <td>
                        <Pill tone={stored?.configured ? 'ok' : 'warn'}>
                          {t(stored?.configured ? 'settings.credentials.configured' : 'settings.credentials.missing')}
                        </Pill>
                      </td>
                      <td className="mono">{stored?.consIdMasked ?? ''}</td>
                      <td className="muted">
                        {stored?.updatedAt
                          ? t('settings.credentials.updated', { moment: format.moment(stored.updatedAt) })
                          : ''}
                      </td>
                      <td style={{ textAlign: 'right' }}>
                        <Button variant="default" size="compact-sm" onClick={() => setEditing(service)}>
                          {t('settings.credentials.change')}
                        </Button>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </QueryState>
      {editing ? (
        <CredentialsDialog
          service={editing}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null);
            setSaved(true);
          }}
        />
      ) : null}
    </Card>
  );
}

const EMPTY = { consId: '', secret: '', userKey: '', pcareUsername: '', pcarePassword: '', kdAplikasi: '' };

function CredentialsDialog(props: { service: Service; onClose: () => void; onSaved: () => void }) {
  const { t } = useTranslation();
  const save = useSaveCredentials();
  const [values, setValues] = useState(EMPTY);
  const [key, setKey] = useState(newKey);
  const pcare = props.service === 'pcare';
  const names = pcare
    ? (['consId', 'secret', 'userKey', 'pcareUsername', 'pcarePassword', 'kdAplikasi'] as const)
    : (['consId', 'secret', 'userKey'] as const);
  const complete = names.every((name) => values[name].trim() !== '');
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t(`words.service.${props.service}`)}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      <form
        className={style.form}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          const { consId, secret, userKey, pcareUsername, pcarePassword, kdAplikasi } = values;
          save.mutate(
            {
              credentials: {
                service: props.service,
                consId,
                secret,
                userKey,
                ...(pcare ? { pcareUsername, pcarePassword, kdAplikasi } : {}),
              },
              key,
            },
            { onSuccess: props.onSaved },
          );
        }}
      >
        {names.map((name) => {
          const Field = name === 'secret' || name === 'userKey' || name === 'pcarePassword' ? PasswordInput : TextInput;
          return (
            <Field
              key={name}
              label={t(`settings.credentials.${name}`)}
              autoComplete="new-password"
              value={values[name]}
              onChange={(event) => {
                setValues({ ...values, [name]: event.currentTarget.value });
                setKey(newKey());
              }}
            />
          );
        })}
        {save.error ? <FailureNotice error={save.error} /> : null}
        <div className={style.actions} style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={props.onClose}>
            {t('frame.state.cancel')}
          </Button>
          <Button type="submit" disabled={!complete} loading={save.isPending}>
            {t('settings.credentials.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
