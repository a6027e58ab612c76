import { findFilmTools } from '../../../platform/ffmpeg/index.ts'
import { about, type Finding } from './findings.ts'

/** Whether films can be looked into and converted here. */
export async function checkFilms(ffmpeg: string | null): Promise<Finding> {
  const says = about('films')
  if (ffmpeg === null) return says.ok('CARILLON_FFMPEG is none: films go out as they are, or not at all')
  const tools = await findFilmTools(ffmpeg)
  if (!tools)
    return says.look(
      `There is no ${ffmpeg} with ffprobe beside it: films are neither looked into nor converted. Install FFmpeg (Debian: apt install ffmpeg), or set CARILLON_FFMPEG.`,
    )
  return tools.tones
    ? says.ok(`FFmpeg ${tools.version} looks into films and converts them`)
    : says.look(
        `FFmpeg ${tools.version} converts films, but lacks zscale, without which films in HDR cannot be made plain: those are refused. Take one that was built with zimg, such as Debian's.`,
      )
}
