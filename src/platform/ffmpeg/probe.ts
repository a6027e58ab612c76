import { z } from 'zod'
import type { RunTool } from './aside.ts'
import { type Colour, colourOf } from './colour.ts'
import { type FilmTools, inputOf, runTool } from './index.ts'

/** What is in a film. Width and height as it is seen, upright. */
export type Probed = {
  width: number
  height: number
  durationMs: number | null
  videoCodec: string
  pixelFormat: string
  /** Other than a plain screen shows; null: plain. */
  colour: Colour | null
  frameRate: number | null
  rotation: number
  bitrate: number | null
  audioCodec: string | null
  audioChannels: number | null
}

const number = z.coerce.number().finite().optional().catch(undefined)
const word = z
  .string()
  .max(60)
  .regex(/^[\w.-]+$/)
  .optional()
  .catch(undefined)

const Stream = z.object({
  codec_type: z.string().optional(),
  codec_name: word,
  pix_fmt: word,
  color_transfer: word,
  color_primaries: word,
  width: number,
  height: number,
  avg_frame_rate: z.string().max(40).optional().catch(undefined),
  r_frame_rate: z.string().max(40).optional().catch(undefined),
  channels: number,
  disposition: z.object({ attached_pic: number }).optional().catch(undefined),
  side_data_list: z
    .array(z.object({ rotation: number }))
    .optional()
    .catch(undefined),
})
const Answer = z.object({
  streams: z.array(Stream).max(1000),
  format: z.object({ duration: number, bit_rate: number }),
})

const probeMs = 15_000

type How = { run: RunTool; timeoutMs: number; nice: number }

/** Looks into one film of ours; null when it cannot be read as what it says it is. */
export async function probeFilm(
  tools: FilmTools,
  path: string,
  mime: string,
  { run, ...how }: How = { run: runTool, timeoutMs: probeMs, nice: 5 },
): Promise<Probed | null> {
  const input = inputOf(path, mime)
  if (!input) return null
  const { code, out } = await run({
    tool: tools.ffprobe,
    args: [
      ...['-v', 'error', '-print_format', 'json', '-show_format', '-show_streams'],
      ...['-probesize', '20000000', '-analyzeduration', '10000000', ...input],
    ],
    ...how,
  })
  return code === 0 ? factsIn(out) : null
}

function factsIn(out: string): Probed | null {
  const answer = Answer.safeParse(readJson(out))
  if (!answer.success) return null
  const { streams, format } = answer.data
  const picture = streams.find(
    (one) => one.codec_type === 'video' && !one.disposition?.attached_pic && one.width && one.height,
  )
  if (!picture?.width || !picture.height || !picture.codec_name) return null
  const sound = streams.find((one) => one.codec_type === 'audio')
  const rotation = turned(picture.side_data_list?.find((one) => one.rotation !== undefined)?.rotation ?? 0)
  const [width, height] =
    rotation % 180 === 90 ? [picture.height, picture.width] : [picture.width, picture.height]
  return {
    ...{ width, height, rotation },
    durationMs:
      format.duration === undefined || format.duration < 0 ? null : Math.round(format.duration * 1000),
    videoCodec: picture.codec_name,
    pixelFormat: picture.pix_fmt ?? 'unknown',
    colour: colourOf(picture.color_transfer, picture.color_primaries),
    frameRate: rateOf(picture.avg_frame_rate) ?? rateOf(picture.r_frame_rate),
    bitrate: format.bit_rate ? Math.round(format.bit_rate) : null,
    audioCodec: sound ? (sound.codec_name ?? 'unknown') : null,
    audioChannels: sound?.channels ?? null,
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** In quarters, clockwise, 0 … 270. FFmpeg counts the other way. */
const turned = (degrees: number): number => (((Math.round(-degrees / 90) * 90) % 360) + 360) % 360

/** `30000/1001`. */
function rateOf(text = ''): number | null {
  const [over = 0, under = 1] = text.split('/').map(Number)
  const rate = over / under
  return rate > 0 && rate <= 1000 ? Math.round(rate * 1000) / 1000 : null
}
