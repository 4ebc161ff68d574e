// Starts the web app in the page.
import './styles/mantine.css';
import './styles/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startText } from './text/index.ts';

/** Sizes that are measured once (sliding indicators) want the real letters; a page without the font after this long starts anyway. */
const FONT_WAIT_MS = 400;

const textReady = startText();
const root = document.getElementById('root');
const render = () => {
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
};
const fontReady = document.fonts.load("16px 'Inter Variable'").catch(() => []);
const fontInTime = Promise.race([fontReady, new Promise((resolve) => window.setTimeout(resolve, FONT_WAIT_MS))]);
void Promise.all([textReady, fontInTime]).then(render);
