import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { emoji } from './src/web/create/typing/emoji/emoji-plugin.ts'
import { words } from './src/web/messages/words-plugin.ts'

/** Browsers that know `light-dark()`, nesting and `Intl.Segmenter`: those of the year 2024 and later. */
const browsers = ['chrome125', 'firefox128', 'safari17.5']

/** Compresses each file once and well, so that the server need not do it for each visitor. */
function compressed(): Plugin {
  let folder = ''
  return {
    name: 'carillon-compressed',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir)
    },
    closeBundle: async () => {
      const files = await readdir(folder, { recursive: true })
      await Promise.all(files.filter((file) => /\.(js|css|svg|html|webmanifest)$/.test(file)).map(pack))
    },
  }
  async function pack(file: string): Promise<void> {
    const path = join(folder, file)
    const bytes = await readFile(path)
    if (bytes.length < 1000) return
    await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
    const params = { [constants.BROTLI_PARAM_QUALITY]: 10 }
    await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }))
  }
}

/** Descriptions of contracts are made by the server alone; the part of zod that makes them weighs 6 kB in every browser. */
function withoutDescriptions(): Plugin {
  return {
    name: 'carillon-without-descriptions',
    apply: 'build',
    transform(code, id) {
      if (!/zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/.test(id)) return null
      const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name)
      const none =
        "const none = () => () => { throw new Error('The server makes descriptions of contracts.') }"
      const more = code.includes('processSchema as process') ? 'export { none as process }' : ''
      return {
        code: `${none}\nexport const ${names.map((name) => `${name} = none`).join(', ')}\n${more}`,
        map: null,
      }
    },
  }
}

/**
 * A few larger files rather than many small ones: what every page needs and seldom changes, and the parts of the kit
 * that several pages share. The rest follows the pages.
 */
const groups = [
  {
    name: 'base',
    test: /node_modules[\\/](react|react-dom|scheduler|@tanstack[\\/](react-)?(router|query|store|history)[^\\/]*|zod|use-intl|intl-messageformat|@formatjs|use-sync-external-store)[\\/]/,
    priority: 2,
  },
  {
    name: 'kit',
    test: /(web[\\/](kit(?![\\/]preview)|api(?![\\/]form))|node_modules[\\/](@radix-ui|radix-ui|@floating-ui|lucide-react|react-remove-scroll[^\\/]*|aria-hidden|use-sidecar|use-callback-ref))[\\/]/,
    minShareCount: 5,
    priority: 1,
  },
  // Every page's small part, which the rail needs at once: one file packs better than thirty.
  { name: 'routes', test: /web[\\/](?!kit)[^.]*[\\/]routes\.tsx$/, priority: 3 },
]

/** The screen. `npm run build` writes `dist/web`, which the server hands out. */
export default defineConfig({
  root: 'src/web',
  publicDir: 'public',
  plugins: [react(), tailwind(), words(), emoji(), withoutDescriptions(), compressed()],
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
    rolldownOptions: { output: { codeSplitting: { groups: [...groups] } } },
  },
  server: {
    port: 4401,
    proxy: { '/api': { target: process.env.CARILLON_URL ?? 'http://localhost:4400', changeOrigin: false } },
  },
})
