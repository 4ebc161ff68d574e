// Reads a called number aloud in the chosen language, when this workplace wants it. The browser's own voice; no network.
import { useLocalStorage } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { spokenNumber } from './waiting.ts';

export function useVoice() {
  const { t, i18n } = useTranslation();
  const [enabled, setEnabled] = useLocalStorage({ key: 'titian.voice', defaultValue: false });
  const say = (nomorAntrean: string, place: string) => {
    if (!enabled || !('speechSynthesis' in window)) return;
    const words = new SpeechSynthesisUtterance(t('queue.spoken', { number: spokenNumber(nomorAntrean), place }));
    words.lang = i18n.language === 'en' ? 'en-US' : 'id-ID';
    words.rate = 0.9;
    window.speechSynthesis.cancel();
    window.speechSynthesis.speak(words);
  };
  return { enabled, setEnabled, say };
}
