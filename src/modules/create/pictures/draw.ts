import type { OverlayOptions, Sharp } from 'sharp'
import { openPicture, rawPicture } from '../media/index.ts'
import { mostSide, type Recipe } from './contract.ts'
import type { NameOf } from './fonts.ts'
import { cropInSource, madeSize, neededFor, type Size, turned } from './plain/geometry.ts'
import { slanted } from './plain/slant.ts'
import { layWords } from './plain/words.ts'

/** Raised when the same recipe would give another picture than before. */
export const edition = 1

export type Drawn = { bytes: Buffer; mime: string; width: number; height: number }

type Source = Size & { bytes: Buffer; mime: string }
type Laid = { bytes: Buffer; logo: Recipe['logos'][number] }

/** What a recipe makes of a picture. The same picture and recipe always give the same bytes. */
export async function drawPicture(
  source: Source,
  recipe: Recipe,
  logos: readonly Laid[],
  nameOf: NameOf,
): Promise<Drawn> {
  const size = madeSize(recipe, mostSide)
  const ground = await groundOf(source, recipe, size)
  const isOpaque = await isSolid(ground)
  const layers = [
    ...(await Promise.all(logos.map((one) => logoLayer(one, size)))).flat(),
    ...wordsLayer(recipe, size, nameOf),
  ]
  const drawn = layers.length > 0 ? ground.composite(layers) : ground
  const { data, info } = await encoded(drawn, source.mime, isOpaque).toBuffer({ resolveWithObject: true })
  return { bytes: data, mime: `image/${info.format}`, width: info.width, height: info.height }
}

async function isSolid(picture: Sharp): Promise<boolean> {
  const { channels } = await picture.clone().metadata()
  return channels < 4 || (await picture.clone().stats()).isOpaque
}

/** Cropped first, so that only what is left is turned and held. */
async function groundOf(source: Source, recipe: Recipe, size: Size): Promise<Sharp> {
  const needed = neededFor(recipe, turned(source, recipe.turn))
  const scale = size.width / recipe.crop.width
  const drawn =
    recipe.angle === 0
      ? size
      : {
          width: Math.max(1, Math.round(needed.width * scale)),
          height: Math.max(1, Math.round(needed.height * scale)),
        }
  const upright = await uprightOf(source, { ...recipe, crop: needed }, drawn)
  return recipe.angle === 0 ? upright : straight(upright, source, recipe, { needed, scale, drawn, size })
}

type Slant = { needed: Recipe['crop']; scale: number; drawn: Size; size: Size }

/** Edges are drawn on a little, so that nothing of what lies beyond is mixed into them. */
const more = 4

/** Turned by the angle, and what is left of it cut out: around the place where the middle of the crop comes to lie. */
async function straight(
  upright: Sharp,
  source: Source,
  { turn, angle, crop }: Recipe,
  { needed, scale, drawn, size }: Slant,
): Promise<Sharp> {
  const wide = await rawPicture(
    await upright
      .extend({ top: more, bottom: more, left: more, right: more, extendWith: 'copy' })
      .raw()
      .toBuffer({ resolveWithObject: true }),
  )
  const seen = turned(source, turn)
  const middle = slanted(
    { x: needed.left + needed.width / 2, y: needed.top + needed.height / 2 },
    seen,
    angle,
  )
  const away = { x: crop.left + crop.width / 2 - middle.x, y: crop.top + crop.height / 2 - middle.y }
  const around = boxAround({ width: drawn.width + 2 * more, height: drawn.height + 2 * more }, angle)
  const place = (length: number, by: number, part: number) =>
    Math.min(Math.max(Math.round(length / 2 + by * scale - part / 2), 0), length - part)
  const cut = await wide
    .rotate(angle, { background: '#000000' })
    .extract({
      ...size,
      left: place(around.width, away.x, size.width),
      top: place(around.height, away.y, size.height),
    })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return rawPicture(cut)
}

/** How large the engine makes what it turns by any angle. */
function boxAround({ width, height }: Size, angle: number): Size {
  const turn = (Math.abs(angle) * Math.PI) / 180
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  return { width: Math.round(width * cos + height * sin), height: Math.round(width * sin + height * cos) }
}

async function uprightOf(source: Source, recipe: Recipe, size: Size): Promise<Sharp> {
  const crop = cropInSource(recipe, source)
  const lies = recipe.turn % 180 !== 0
  const cut = (await openPicture(source.bytes))
    .extract(crop)
    .resize({
      width: lies ? size.height : size.width,
      height: lies ? size.width : size.height,
      fit: 'fill',
    })
    .toColourspace('srgb')
  const first = await rawPicture(await cut.raw().toBuffer({ resolveWithObject: true }))
  const upright = await rawPicture(
    await first.rotate(recipe.turn).raw().toBuffer({ resolveWithObject: true }),
  )
  if (!recipe.mirror) return upright
  return rawPicture(await upright.flop().raw().toBuffer({ resolveWithObject: true }))
}

async function logoLayer({ bytes, logo }: Laid, size: Size): Promise<OverlayOptions[]> {
  const width = Math.max(1, Math.round(logo.width * size.width))
  const { data, info } = await (await openPicture(bytes))
    // A tall one on a flat picture may not be higher than it.
    .resize({ width, height: size.height, fit: 'inside' })
    .ensureAlpha(1)
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  if (logo.opacity < 1)
    for (let at = 3; at < data.length; at += 4) data[at] = Math.round((data[at] ?? 0) * logo.opacity)
  // The engine takes no layer that sticks out: what does is cut off.
  const left = Math.round(logo.x * size.width - info.width / 2)
  const top = Math.round(logo.y * size.height - info.height / 2)
  const seen = {
    left: Math.max(0, -left),
    top: Math.max(0, -top),
    width: Math.min(info.width, size.width - left) - Math.max(0, -left),
    height: Math.min(info.height, size.height - top) - Math.max(0, -top),
  }
  if (seen.width < 1 || seen.height < 1) return []
  const raw = await rawPicture({ data, info })
  const input = await raw.extract(seen).png({ compressionLevel: 1 }).toBuffer()
  return [{ input, left: Math.max(0, left), top: Math.max(0, top) }]
}

/** All words as one drawing. The browser draws the same from the same numbers. */
function wordsLayer(recipe: Recipe, size: Size, nameOf: NameOf): OverlayOptions[] {
  const laid = recipe.words.flatMap((words) => layWords(words, size) ?? [])
  if (laid.length === 0) return []
  const body = laid.map(({ band, outline, ...words }) => {
    const family = words.family.replace(/'([^']+)'/g, (_, name: string) => `'${nameOf(name)}'`)
    const edge = outline
      ? ` stroke="${outline.colour}" stroke-width="${outline.width}" stroke-linejoin="round" paint-order="stroke"`
      : ''
    const lines = words.lines.map(({ x, y, text }) => `<text x="${x}" y="${y}">${escaped(text)}</text>`)
    const under = band
      ? `<rect x="${band.x}" y="${band.y}" width="${band.width}" height="${band.height}" fill="${band.fill}" fill-opacity="${band.opacity}"/>`
      : ''
    return `${under}<g font-family="${family}" font-size="${words.fontSize}" font-weight="${words.weight}" fill="${words.fill}" text-anchor="${words.anchor}" text-rendering="geometricPrecision"${edge}>${lines.join('')}</g>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${body.join('')}</svg>`
  return [{ input: Buffer.from(svg), left: 0, top: 0 }]
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)

/** Of the type that the original has; what can be seen through stays so. */
function encoded(picture: Sharp, mime: string, isOpaque: boolean): Sharp {
  if (mime === 'image/webp') return (isOpaque ? picture.removeAlpha() : picture).webp({ quality: 92 })
  if (mime === 'image/jpeg')
    return picture.flatten({ background: '#ffffff' }).jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
  return (isOpaque ? picture.removeAlpha() : picture).png()
}
