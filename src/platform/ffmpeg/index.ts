import { dirname, join } from 'node:path'
import { toneFilters } from './colour.ts'
import { type Ran, runTool } from './run.ts'

export { openAside, type RunTool } from './aside.ts'
export { type Ran, runTool } from './run.ts'

/** FFmpeg of the system: what reads films and what makes them anew. */
export type FilmTools = {
  ffmpeg: string
  ffprobe: string
  version: string
  /** It can make colours plain that are brighter or wider than those of a plain screen. */
  tones: boolean
}

const known = new Map<string, { tools: FilmTools | null; at: number }>()
/** Whoever installs it need not start us anew. */
const askAgainMs = 60_000

/** Where it is and how it calls itself; null when there is none, or none is wanted. */
export async function findFilmTools(name: string | null): Promise<FilmTools | null> {
  if (!name) return null
  const found = known.get(name)
  if (found && (found.tools || performance.now() - found.at < askAgainMs)) return found.tools
  const ffprobe = name.includes('/') ? join(dirname(name), 'ffprobe') : 'ffprobe'
  const [one, other] = await Promise.all([versionOf(name), versionOf(ffprobe)])
  const tools = one && other ? { ffmpeg: name, ffprobe, version: one, tones: await hasTones(name) } : null
  known.set(name, { tools, at: performance.now() })
  return tools
}

async function versionOf(tool: string): Promise<string | null> {
  const { code, out } = await runTool({ tool, args: ['-version'], timeoutMs: 10_000, nice: 0 })
  return code === 0 ? (/version (\S{1,60})/.exec(out)?.[1] ?? null) : null
}

/** Some builds are made without the library that counts colours (zimg). */
async function hasTones(tool: string): Promise<boolean> {
  const { code, out } = await runTool({
    ...{ tool, args: ['-hide_banner', '-filters'], timeoutMs: 10_000, nice: 0 },
  })
  const there = new Set(out.split('\n').map((line) => line.trim().split(/\s+/)[1]))
  return code === 0 && toneFilters.every((name) => there.has(name))
}

/** What may stand in a film that people bring. Rarer codecs are where the holes are. */
const decoders = [
  ...['h264', 'hevc', 'vp8', 'vp9', 'libvpx', 'libvpx-vp9', 'av1', 'libdav1d', 'libaom-av1', 'mpeg4'],
  ...['mjpeg', 'prores', 'dnxhd', 'h263', 'mpeg2video', 'png', 'aac', 'aac_fixed', 'mp3', 'mp3float'],
  ...['mp2', 'mp2float', 'ac3', 'eac3', 'opus', 'libopus', 'vorbis', 'libvorbis', 'flac', 'alac', 'amrnb'],
  ...['amrwb', 'pcm_s16le', 'pcm_s16be', 'pcm_s24le', 'pcm_s24be', 'pcm_s32le', 'pcm_f32le', 'pcm_u8'],
  ...['pcm_mulaw', 'pcm_alaw', 'mov_text', 'webvtt', 'subrip'],
]

const demuxers: Record<string, string> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/webm': 'matroska',
}

/**
 * How one file is opened: as what its content was seen to be and as nothing else, from the disk and from nowhere else. A list
 * of other files or addresses (HLS, concat, references of QuickTime) opens nothing. null: no film that we know.
 */
export function inputOf(path: string, mime: string): string[] | null {
  const demuxer = demuxers[mime]
  if (!demuxer) return null
  return [
    ...['-protocol_whitelist', 'file', '-format_whitelist', 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm'],
    ...['-codec_whitelist', decoders.join(','), '-max_pixels', String(mostPixels), '-f', demuxer],
    ...(demuxer === 'mov' ? ['-enable_drefs', '0', '-use_absolute_path', '0'] : []),
    ...['-i', `file:${path}`],
  ]
}

/** 8K with room; a frame beyond it is none of a film. */
const mostPixels = 40_000_000

/** The last sentence that the program said of why it failed, without where the file lies. */
export function lastWords({ err }: Pick<Ran, 'err'>): string {
  const lines = err
    .split('\n')
    .map((line) =>
      line
        .replace(/^\[[^\]]*\]\s*/, '')
        .replace(/\S*file:\S+/g, 'the film')
        .trim(),
    )
    .filter(Boolean)
  return (lines.at(-1) ?? '').slice(0, 300)
}
