// Asks for a reason before something BPJS cannot undo, or that the audit trail must explain.
import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../platform/clock.ts';
import { FailureNotice } from './failure.tsx';

const MIN_REASON = 5;

export interface ReasonDialogProps {
  readonly title: string;
  readonly explain?: ReactNode;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  /** The key belongs to this opening of the dialog: a second press sends the same one. */
  readonly onConfirm: (reason: string, key: string) => void;
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [key] = useState(newKey);
  const [touched, setTouched] = useState(false);
  const tooShort = reason.trim().length < MIN_REASON;
  const submit = () => {
    setTouched(true);
    if (!tooShort) props.onConfirm(reason.trim(), key);
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        style={{ display: 'grid', gap: 14 }}
      >
        {props.explain ? <div>{props.explain}</div> : null}
        <Textarea
          label={t('frame.state.reason')}
          description={t('frame.state.reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={touched && tooShort ? t('frame.state.reasonShort', { count: MIN_REASON }) : null}
          minRows={2}
          autosize
          data-autofocus
        />
        {props.error ? <FailureNotice error={props.error} /> : null}
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
          <Button variant="default" onClick={props.onClose}>
            {t('frame.state.cancel')}
          </Button>
          <Button type="submit" color={props.danger ? 'red' : 'river'} loading={props.pending}>
            {props.confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
