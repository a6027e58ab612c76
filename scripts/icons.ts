import { readFile, writeFile } from 'node:fs/promises'
import sharp from 'sharp'

/** Draws the pictures of the installed program from `icon.svg`; run it after the drawing changes. */
const folder = new URL('../src/web/public/', import.meta.url)
const drawing = await readFile(new URL('icon.svg', folder), 'utf8')

/** Android cuts the corners as it likes: the ground reaches the edge and the sign keeps to the middle. */
const masked = drawing
  .replace('viewBox="0 0 64 64"', 'viewBox="-10 -10 84 84"')
  .replace(/<rect width="64" height="64" rx="15"/, '<rect x="-10" y="-10" width="84" height="84"')

async function draw(svg: string, side: number, name: string): Promise<void> {
  const png = await sharp(Buffer.from(svg), { density: 72 * (side / 64) })
    .resize(side, side)
    .png({ compressionLevel: 9 })
    .toBuffer()
  await writeFile(new URL(name, folder), png)
}

for (const side of [32, 180, 192, 512]) await draw(drawing, side, `icon-${side}.png`)
await draw(masked, 512, 'icon-mask-512.png')
