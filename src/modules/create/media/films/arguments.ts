import { availableParallelism } from 'node:os'
import type { FilmPlan } from '../../../../networks/kit/film.ts'
import { toneFiltersFor } from '../../../../platform/ffmpeg/colour.ts'
import { inputOf } from '../../../../platform/ffmpeg/index.ts'
import type { TrimPlan } from './conversion-queries.ts'

/** Half of the machine at most, and that only while nobody else wants it (`nice`). */
const threads = String(Math.max(1, Math.floor(availableParallelism() / 2)))

const quiet = [
  ...['-nostdin', '-v', 'error', '-progress', 'pipe:1', '-stats_period', '1'],
  // Filters take every processor otherwise.
  ...['-filter_threads', threads],
]
/** The picture and the sound; no covers, no subtitles, no data, and nothing that tells place, device and author. */
const streams = [
  '-map',
  '0:v:0',
  '-map',
  '0:a:0?',
  '-map_metadata',
  '-1',
  '-map_chapters',
  '-1',
  '-sn',
  '-dn',
]
const h264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-pix_fmt', 'yuv420p']
/** Players believe what is said of colours, so the old word may not stay. */
const saidPlain = (colour: FilmPlan['colour']): string[] =>
  colour ? ['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'] : []
const sound = (bits: number): string[] =>
  bits === 0 ? ['-an'] : ['-c:a', 'aac', '-b:a', String(bits), '-ac', '2', '-ar', '48000']
const mp4 = (out: string): string[] => ['-movflags', '+faststart', '-f', 'mp4', '-y', `file:${out}`]

type Files = { path: string; mime: string; out: string }

/** Words for FFmpeg: a film as a network takes it. `packed`: by how much harder than planned, when it came out too large. */
export function fitArguments(plan: FilmPlan, { path, mime, out }: Files, packed = 1): string[] {
  const bits = Math.floor(plan.videoBits * packed)
  const filters = [
    ...(plan.frameRate === null ? [] : [`fps=${plan.frameRate}`]),
    `scale=${plan.width}:${plan.height}:flags=bicubic`,
    'setsar=1',
    // Made smaller first: to count colours anew takes longest.
    ...(plan.colour ? toneFiltersFor(plan.colour) : []),
  ]
  return [
    ...[...quiet, '-threads', threads, ...(inputOf(path, mime) ?? []), ...streams],
    ...['-vf', filters.join(','), ...h264, ...saidPlain(plan.colour), '-threads', threads, '-crf', '22'],
    ...['-maxrate', String(bits), '-bufsize', String(bits), ...sound(plan.audioBits), ...mp4(out)],
  ]
}

/** A part of a film, to the frame, as good as it was. */
export function cutArguments({ fromMs, toMs, colour }: TrimPlan, { path, mime, out }: Files): string[] {
  const seconds = (ms: number) => (ms / 1000).toFixed(3)
  const filters = ['scale=trunc(iw/2)*2:trunc(ih/2)*2', 'setsar=1', ...(colour ? toneFiltersFor(colour) : [])]
  return [
    ...[...quiet, '-threads', threads, '-ss', seconds(fromMs), ...(inputOf(path, mime) ?? []), ...streams],
    ...['-t', seconds(toMs - fromMs), '-vf', filters.join(','), ...h264],
    ...[...saidPlain(colour), '-threads', threads, '-crf', '18', ...sound(192_000), ...mp4(out)],
  ]
}
