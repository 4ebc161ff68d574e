// Starts i18next with Indonesian; English is loaded by whoever chooses it. The account's choice wins over the browser's last one.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { id } from './id.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof id };
  }
}

export type TextLanguage = 'id' | 'en';
const STORED_LANGUAGE = 'titian.language';

/** The last choice: English that arrives late must not undo a change of mind. */
let wanted: TextLanguage = 'id';

export async function startText(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'id',
    fallbackLng: 'id',
    resources: { id: { translation: id } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await show(window.localStorage.getItem(STORED_LANGUAGE) === 'en' ? 'en' : 'id');
}

export async function chooseLanguage(language: TextLanguage): Promise<void> {
  window.localStorage.setItem(STORED_LANGUAGE, language);
  await show(language);
}

async function show(language: TextLanguage): Promise<void> {
  wanted = language;
  if (!i18next.hasResourceBundle(language, 'translation')) {
    // Without the server the screens stay in Indonesian; they are needed more than their language.
    const loaded = await import('./en.ts').catch(() => null);
    if (loaded === null) return;
    i18next.addResourceBundle('en', 'translation', loaded.en);
  }
  if (wanted !== language) return;
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
