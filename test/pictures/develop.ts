import sharp from 'sharp'

export const mostBytes = 90_000

/** A picture of the screen as a file that a page can carry: a palette of as many colours as its bytes allow. */
export async function develop(shot: Buffer): Promise<Buffer> {
  for (const colours of [256, 128, 64, 32, 16]) {
    const file = await sharp(shot)
      .png({ palette: true, colours, effort: 10, compressionLevel: 9, dither: colours > 64 ? 0.4 : 0 })
      .toBuffer()
    if (file.length <= mostBytes) return file
  }
  throw new Error('Too large even with sixteen colours: show less of the screen')
}
