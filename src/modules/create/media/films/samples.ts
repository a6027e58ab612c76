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
  rate?: number
  ending?: 'mp4' | 'mov' | 'webm'
  words?: string[]
}

/** A test picture that moves, with a tone. */
export function sampleFilm({ seconds, size = '320x240', rate = 10, ending = 'mp4', words }: Sample): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'carillon-sample-'))
  try {
    const out = join(folder, `a.${ending}`)
    const codecs =
      ending === 'webm'
        ? ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libvorbis']
        : ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
    const inputs = [
      ...['-f', 'lavfi', '-i', `testsrc=size=${size}:rate=${rate}:duration=${seconds}`],
      ...['-f', 'lavfi', '-i', `sine=duration=${seconds}`],
    ]
    execFileSync(tool, ['-nostdin', '-v', 'error', '-y', ...inputs, ...codecs, ...(words ?? []), out])
    return readFileSync(out)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
