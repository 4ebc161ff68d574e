// Mantine's theme in Titian's colours and sizes. Page-wide colours that are not Mantine's live in styles/global.css.
import { createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

const river: MantineColorsTuple = [
  '#eef7f5',
  '#d9ece9',
  '#b3d9d3',
  '#84c2b9',
  '#54a89d',
  '#2f9a8e',
  '#0f766e',
  '#0c635c',
  '#0a504b',
  '#073b37',
];

// Surfaces in the dark scheme follow the same green-grey as styles/global.css.
const dark: MantineColorsTuple = [
  '#e5ecea',
  '#c3cfcc',
  '#9db0ab',
  '#74867f',
  '#3d4b48',
  '#2a3533',
  '#1f2827',
  '#171e1d',
  '#121918',
  '#0f1514',
];

const FONT = "'Inter Variable', 'Segoe UI', system-ui, -apple-system, Roboto, 'Noto Sans', sans-serif";

export const theme = createTheme({
  primaryColor: 'river',
  primaryShade: { light: 6, dark: 6 },
  colors: { river, dark },
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250 } },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.25 }, transitionProps: { duration: 120 } } },
    Modal: {
      defaultProps: { overlayProps: { backgroundOpacity: 0.3 }, transitionProps: { duration: 120 }, centered: true },
    },
  },
});
