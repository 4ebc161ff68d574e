// How the web app is built: one page, a stable vendor split so that an update of a screen does not reload the libraries, and a
// development proxy to a running Titian server. It holds no behaviour of the app.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const DEVELOPMENT_SERVER = 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['titian-source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Chromium 109 is the last one for Windows 7/8.1, which clinic PCs of 2015 still run.
    target: ['chrome109', 'firefox115', 'safari16'],
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'data', test: /node_modules[\\/](@tanstack|i18next|react-i18next|openapi-fetch)/ },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': { target: DEVELOPMENT_SERVER, changeOrigin: false } } },
});
