// The sheet that lists the keyboard shortcuts.
import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import style from './frame.module.css';

export function KeysHelp(props: { onClose: () => void }) {
  const { t } = useTranslation();
  const rows = [
    ['/', t('frame.keys.anything')],
    ['F2', t('frame.keys.search')],
    ['F4', t('frame.keys.new')],
    ['Enter', t('frame.keys.enter')],
    ['F8', t('frame.keys.callNext')],
    ['g …', t('frame.keys.go')],
    ['Esc', t('frame.keys.escape')],
    ['?', t('frame.keys.help')],
  ] as const;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('frame.keys.title')}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      <div className={style.keysList}>
        {rows.map(([key, meaning]) => (
          <div key={key} style={{ display: 'contents' }}>
            <div>
              <Kbd>{key}</Kbd>
            </div>
            <div>{meaning}</div>
          </div>
        ))}
      </div>
    </Modal>
  );
}
