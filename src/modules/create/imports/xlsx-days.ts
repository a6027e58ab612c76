/** Days and times of workbooks: numbers that a format shows as such. */

export type DayKind = 'day' | 'time' | 'both'

/** Of the formats that have a number only. */
const builtIn: Record<number, DayKind> = {
  ...Object.fromEntries([14, 15, 16, 17, 27, 28, 29, 30, 31, 36].map((id) => [id, 'day' as const])),
  ...Object.fromEntries([50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'day' as const])),
  ...Object.fromEntries(
    [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, 'time' as const]),
  ),
  22: 'both',
}

/** What a format shows a number as; null when as a number. */
export function kindOfFormat(id: number, code: string | undefined): DayKind | null {
  if (code === undefined) return builtIn[id] ?? null
  const bare = code
    .slice(0, 200)
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/\[[^\]]*\]/g, (bracket) => (/^\[[hms]+\]$/i.test(bracket) ? 'h' : ''))
    .toLowerCase()
  const hasDay = /[dy]|e(?![+-])/.test(bare) && !/general/.test(bare)
  const hasTime = /[hs]/.test(bare) && !/general/.test(bare)
  if (hasDay) return hasTime ? 'both' : 'day'
  return hasTime ? 'time' : null
}

const dayMs = 86_400_000
/** Workbooks count a 29 February 1900 that never was; before it, they are a day ahead. */
const from1900 = Date.UTC(1899, 11, 30)
const from1904 = Date.UTC(1904, 0, 1)
const lastSerial = 2_958_465

/** `2030-01-31 09:30`, `2030-01-31` or `09:30`; null for what is no day. */
export function civilOfSerial(serial: number, kind: DayKind, since1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > lastSerial) return null
  const minutes = Math.round(serial * 1440)
  const at = new Date((since1904 ? from1904 : from1900) + (minutes / 1440) * dayMs)
  const text = at.toISOString()
  if (kind === 'time' || (kind === 'both' && serial < 1)) return text.slice(11, 16)
  const isMidnight = text.slice(11, 16) === '00:00'
  return kind === 'day' && isMidnight ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`
}
