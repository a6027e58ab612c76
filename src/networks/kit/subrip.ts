/** WebVTT as SubRip, which is what some networks take: cues alone, numbered, with hours and a comma. */
export function srtOf(vtt: string): string {
  const cues = vtt
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .flatMap((block) => cueIn(block) ?? [])
  return cues.map((cue, at) => `${at + 1}\n${cue}\n`).join('\n')
}

const moment = String.raw`(?:(\d{2,}):)?(\d{2}:\d{2})\.(\d{3})`
const times = new RegExp(String.raw`^${moment}[ \t]+-->[ \t]+${moment}`)

function cueIn(block: string): string | null {
  const lines = block.split('\n')
  const at = lines.findIndex((line) => line.includes('-->'))
  const [, h1 = '00', t1, ms1, h2 = '00', t2, ms2] = times.exec(lines[at] ?? '') ?? []
  const words = lines.slice(at + 1).filter((line) => line.trim() !== '')
  if (!t1 || !t2 || words.length === 0) return null
  return [`${h1}:${t1},${ms1} --> ${h2}:${t2},${ms2}`, ...words].join('\n')
}
