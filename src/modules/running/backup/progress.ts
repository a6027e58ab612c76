export type Say = (words: string) => void

export type Progress = {
  table(name: string, rows: number): void
  media(done: { files: number; bytes: number }): void
}

const everyMs = 2000

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** Tells how far it is: of every table in which something is, and of thousands of files now and then. */
export function createProgress(say: Say): Progress {
  let told = 0
  return {
    table(name, rows) {
      if (rows > 0) say(`  ${name}: ${counted(rows, 'row')}`)
    },
    media({ files, bytes }) {
      if (performance.now() - told < everyMs) return
      told = performance.now()
      say(`  media: ${counted(files, 'file')}, ${Math.round(bytes / 1e6)} MB`)
    },
  }
}
