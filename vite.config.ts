import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Browsers that know `light-dark()`, nesting and `Intl.Segmenter`: the year 2024 and later. */
const browsers = ['chrome125', 'firefox128', 'safari17.5']

/** The screen. `npm run build` writes `dist/web`, which the server hands out. */
export default defineConfig({
  root: 'src/web',
  publicDir: 'public',
  plugins: [react(), tailwind()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: browsers,
    cssTarget: browsers,
    manifest: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    // Scripts come from files only: the content security policy allows none that are written into the page.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: {
    port: 4401,
    proxy: { '/api': { target: process.env.CARILLON_URL ?? 'http://localhost:4400', changeOrigin: false } },
  },
})
