// Correcting a time: the true time, a reason, and the person's password again. Says plainly when BPJS already holds the task.
import { Button, Modal, PasswordInput, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCorrectTask } from '../../api/integration.ts';
import { isApiFailure } from '../../api/transport.ts';
import type { TaskCell, TaskRow } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { newKey } from '../../platform/clock.ts';
import { FailureNotice } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';

const MIN_REASON = 5;

export function CorrectionDialog(props: { row: TaskRow; cell: TaskCell; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { row, cell } = props;
  const correct = useCorrectTask(row.visitId);
  const [time, setTime] = useState(cell.effectiveAt ? format.seconds(cell.effectiveAt) : '');
  const [reason, setReason] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [key, setKey] = useState(newKey);
  const newTime = format.wall(row.serviceDate, time);
  const ready = newTime !== null && reason.trim().length >= MIN_REASON && password !== '';
  const wrongPassword = isApiFailure(correct.error) && correct.error.body?.code === 'AUTH_PASSWORD';
  const submit = () => {
    setTried(true);
    if (!ready || newTime === null) return;
    correct.mutate(
      { task: cell.task, correction: { newTime, reason: reason.trim(), password }, key },
      { onSuccess: props.onClose, onError: () => setKey(newKey()) },
    );
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('integration.tasks.correctTitle', { task: cell.task })}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      <form
        style={{ display: 'grid', gap: 14 }}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Notice tone={cell.bpjsAt ? 'warn' : 'info'}>
          {t(cell.bpjsAt ? 'integration.tasks.correctHeld' : 'integration.tasks.correctExplain')}
        </Notice>
        <TextInput
          label={t('integration.tasks.newTime', { zone: format.zoneName })}
          description={t('integration.tasks.newTimeHint', { date: format.date(row.serviceDate) })}
          value={time}
          inputMode="decimal"
          autoComplete="off"
          onChange={(event) => setTime(event.currentTarget.value)}
          error={tried && newTime === null ? t('integration.tasks.badTime') : null}
          data-autofocus
        />
        <Textarea
          label={t('frame.state.reason')}
          description={t('frame.state.reasonHint')}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={
            tried && reason.trim().length < MIN_REASON ? t('frame.state.reasonShort', { count: MIN_REASON }) : null
          }
        />
        <PasswordInput
          label={t('integration.tasks.password')}
          description={t('integration.tasks.passwordHint')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={
            wrongPassword
              ? t('integration.tasks.wrongPassword')
              : tried && password === ''
                ? t('frame.signIn.required')
                : null
          }
        />
        {correct.error && !wrongPassword ? <FailureNotice error={correct.error} /> : null}
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
          <Button variant="default" onClick={props.onClose}>
            {t('frame.state.cancel')}
          </Button>
          <Button type="submit" loading={correct.isPending}>
            {t('integration.tasks.correctSubmit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
