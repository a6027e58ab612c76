/** Films made by the FFmpeg of the system. Only tests import this file. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** In CI it has to be there; elsewhere tests that need it are left out where it is not. */
const tool = '/usr/bin/ffmpeg'
export const hasFfmpeg = existsSync(tool) || process.env.CI !== undefined

type Sample = {
  seconds: number
  size?: string
  /** A source of FFmpeg. */
  picture?: string
  rate?: number
  ending?: 'mp4' | 'mov' | 'webm'
  words?: string[]
  /** Ten bits of HEVC in HDR, as phones film. */
  hdr?: 'pq' | 'hlg'
}

/** The same picture as it would stand in HDR: plain white at 100 candelas. */
const hdrOf = (transfer: string): string =>
  [
    'format=yuv420p,setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=limited',
    'zscale=transfer=linear:npl=100,format=gbrpf32le,zscale=primaries=bt2020',
    `zscale=transfer=${transfer}:matrix=bt2020nc:range=limited:npl=100,format=yuv420p10le`,
  ].join(',')

/** A test picture that moves, with a tone. */
export function sampleFilm({
  seconds,
  size = '320x240',
  picture = 'testsrc',
  rate = 10,
  ending = 'mp4',
  words,
  hdr,
}: Sample): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'carillon-sample-'))
  try {
    const out = join(folder, `a.${ending}`)
    const transfer = hdr === 'pq' ? 'smpte2084' : 'arib-std-b67'
    const said = `colorprim=bt2020:transfer=${transfer}:colormatrix=bt2020nc:log-level=error`
    const codecs = hdr
      ? [
          ...['-vf', hdrOf(transfer), '-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', said],
          ...['-color_primaries', 'bt2020', '-color_trc', transfer, '-colorspace', 'bt2020nc'],
          ...['-tag:v', 'hvc1', '-c:a', 'aac'],
        ]
      : ending === 'webm'
        ? ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libvorbis']
        : ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
    const inputs = [
      ...['-f', 'lavfi', '-i', `${picture}=size=${size}:rate=${rate}:duration=${seconds}`],
      ...['-f', 'lavfi', '-i', `sine=duration=${seconds}`],
    ]
    execFileSync(tool, ['-nostdin', '-v', 'error', '-y', ...inputs, ...codecs, ...(words ?? []), out])
    return readFileSync(out)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
