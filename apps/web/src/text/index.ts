// Starts i18next with both languages. Indonesian first; the account's choice wins over the browser's last one.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { id } from './id.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof id };
  }
}

export type TextLanguage = 'id' | 'en';
const STORED_LANGUAGE = 'titian.language';

export function startText(): void {
  const stored = window.localStorage.getItem(STORED_LANGUAGE);
  void i18next.use(initReactI18next).init({
    lng: stored === 'en' ? 'en' : 'id',
    fallbackLng: 'id',
    resources: { id: { translation: id }, en: { translation: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = i18next.language;
}

export function chooseLanguage(language: TextLanguage): void {
  window.localStorage.setItem(STORED_LANGUAGE, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}
