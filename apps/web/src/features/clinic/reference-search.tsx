// A search field over a BPJS reference list (diagnoses, drugs, procedures): type, arrows, Enter. Says when the list is from local data.
import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReference } from '../../api/clinic.ts';
import type { ReferenceName } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';

const MIN_LETTERS = 2;
const DEBOUNCE_MS = 180;
const MAX_SHOWN = 30;

export interface ReferenceItem {
  readonly kode: string;
  readonly nama: string;
}

export interface ReferenceSearchProps {
  readonly list: ReferenceName;
  readonly label: string;
  readonly placeholder: string;
  readonly disabled?: boolean;
  readonly error?: string | null;
  readonly onPick: (item: ReferenceItem) => void;
}

export function ReferenceSearch(props: ReferenceSearchProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim(), DEBOUNCE_MS);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const reference = useReference(props.list, query.length >= MIN_LETTERS ? query : null);
  const items = query.length >= MIN_LETTERS ? (reference.data?.items ?? []).slice(0, MAX_SHOWN) : [];
  const stale = reference.data?.source === 'lokal';
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(kode) => {
        const item = items.find((candidate) => candidate.kode === kode);
        if (item) props.onPick({ kode: item.kode, nama: item.nama });
        setText('');
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          aria-label={props.label}
          placeholder={props.placeholder}
          leftSection={<IconSearch size={17} aria-hidden />}
          value={text}
          disabled={props.disabled ?? false}
          error={props.error ?? null}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onFocus={() => text !== '' && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            // Enter picks from the list; it must not submit a half-filled form.
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.preventDefault();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={text.trim() === ''}>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
          {items.map((item) => (
            <Combobox.Option key={item.kode} value={item.kode}>
              <strong className="num">{item.kode}</strong> {item.nama}
            </Combobox.Option>
          ))}
          {items.length === 0 ? (
            <Combobox.Empty>
              {query.length < MIN_LETTERS
                ? t('clinic.typeMore')
                : reference.isFetching
                  ? t('frame.state.loading')
                  : reference.isError
                    ? t('frame.state.offlineTitle')
                    : t('clinic.noMatch')}
            </Combobox.Empty>
          ) : null}
          {stale && items.length > 0 ? (
            <Combobox.Footer>
              {t('clinic.listAge', { moment: format.moment(reference.data?.asOf ?? null) })}
            </Combobox.Footer>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
