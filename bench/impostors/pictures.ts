import sharp from 'sharp'
import type { Chance } from './chance.ts'

const side = 200

/** A sign as companies have it: a ground and two or three shapes on it. */
export async function someSign(chance: Chance): Promise<Buffer> {
  const hue = () => `hsl(${chance.upTo(360)} ${40 + chance.upTo(50)}% ${25 + chance.upTo(45)}%)`
  const place = () => 30 + chance.upTo(140)
  const shape = (): string => {
    const size = 25 + chance.upTo(60)
    switch (chance.upTo(5)) {
      case 0:
        return `<circle cx="${place()}" cy="${place()}" r="${size}" fill="${hue()}"/>`
      case 1:
        return `<rect x="${place() - 25}" y="${place() - 25}" width="${size * 1.5}" height="${size}" fill="${hue()}" transform="rotate(${chance.upTo(90)} 100 100)"/>`
      case 2:
        return `<polygon points="${place()},${place()} ${place()},${place()} ${place()},${place()}" fill="${hue()}"/>`
      case 3:
        return `<path d="M${place()} ${place()} Q ${place()} ${place()} ${place()} ${place()}" stroke="${hue()}" stroke-width="${8 + chance.upTo(20)}" fill="none"/>`
      default:
        return `<ellipse cx="${place()}" cy="${place()}" rx="${size}" ry="${size / 2}" fill="${hue()}"/>`
    }
  }
  const light = chance.is(0.6) ? '#fdfdf8' : hue()
  const shapes = Array.from({ length: 2 + chance.upTo(3) }, shape).join('')
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="100%" height="100%" fill="${light}"/>${shapes}</svg>`,
    ),
  )
    .png()
    .toBuffer()
}

/** A face or a view: soft blots of many tones, as photographs are from afar. */
export async function somePhoto(chance: Chance): Promise<Buffer> {
  const dots = Buffer.from(Array.from({ length: 6 * 6 * 3 }, () => chance.upTo(256)))
  return sharp(dots, { raw: { width: 6, height: 6, channels: 3 } })
    .resize(side, side, { kernel: 'cubic' })
    .jpeg({ quality: 80 })
    .toBuffer()
}

/** What happens to a picture that is taken from a page and put up elsewhere. */
export async function taken(picture: Buffer, chance: Chance): Promise<Buffer> {
  const image = sharp(picture)
  switch (chance.upTo(6)) {
    case 0:
      return image.resize(120, 120).jpeg({ quality: 70 }).toBuffer()
    case 1:
      return image.resize(400, 400).webp({ quality: 60 }).toBuffer()
    case 2: {
      const cut = 4 + chance.upTo(8)
      return image
        .extract({ left: cut, top: cut, width: side - 2 * cut, height: side - 2 * cut })
        .jpeg({ quality: 80 })
        .toBuffer()
    }
    case 3:
      return image
        .modulate({ brightness: 0.85 + chance.even() * 0.3, saturation: 0.6 + chance.even() })
        .jpeg()
        .toBuffer()
    case 4: {
      const edge = 3 + chance.upTo(6)
      return image
        .extend({ top: edge, bottom: edge, left: edge, right: edge, background: '#ffffff' })
        .png()
        .toBuffer()
    }
    default:
      return image.jpeg({ quality: 90 }).toBuffer()
  }
}

/** The sign with something of its own on it: a ribbon, a badge, another ground. */
export async function changed(picture: Buffer, chance: Chance): Promise<Buffer> {
  const ribbon = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect x="0" y="${chance.is(0.5) ? 150 : 0}" width="200" height="50" fill="hsl(${chance.upTo(360)} 70% 45%)"/></svg>`
  return sharp(picture)
    .composite([{ input: Buffer.from(ribbon) }])
    .jpeg({ quality: 80 })
    .toBuffer()
}
