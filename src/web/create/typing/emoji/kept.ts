import type { Tone } from './emoji.ts'

const toneKey = 'carillon.emoji.tone'
const recentKey = 'carillon.emoji.recent'
const mostRecent = 32

/** A browser that keeps nothing has nothing kept. */
function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Private windows of some browsers keep nothing: it is chosen anew the next time.
  }
}

export const toneKept = (): Tone => {
  const kept = Number(read(toneKey))
  return ([0, 1, 2, 3, 4, 5] as const).find((tone) => tone === kept) ?? 0
}
export const keepTone = (tone: Tone): void => write(toneKey, String(tone))

export const recentSigns = (): string[] => read(recentKey).split(' ').filter(Boolean).slice(0, mostRecent)

export const keepRecent = (sign: string): void =>
  write(recentKey, [sign, ...recentSigns().filter((one) => one !== sign)].slice(0, mostRecent).join(' '))
