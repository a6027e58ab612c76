export type Say = (words: string) => void

export type Progress = {
  table(name: string, rows: number): void
  media(done: { files: number; bytes: number }): void
}

const everyMs = 2000

/** Tells how far it is; of thousands of files now and then only. */
export function createProgress(say: Say): Progress {
  let told = 0
  return {
    table: (name, rows) => say(`  ${name}: ${rows} rows`),
    media({ files, bytes }) {
      if (performance.now() - told < everyMs) return
      told = performance.now()
      say(`  media: ${files} files, ${Math.round(bytes / 1e6)} MB`)
    },
  }
}
