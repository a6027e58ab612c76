import { useEffect, useState } from 'react'
import { mostSide, type Recipe, type Words } from '../../../modules/create/pictures/contract.ts'
import {
  cropInSource,
  madeSize,
  neededFor,
  type Size,
  turned,
} from '../../../modules/create/pictures/plain/geometry.ts'
import { contrast, enough, hardShare, luminanceOf } from './contrast.ts'
import type { Box } from './pointing.ts'

type Asked = {
  recipe: Recipe
  source: Size
  url: string
  words: Words
  index: number
  boxes: readonly (Box | null)[]
}

/** A quarter of it may be as bright as the letters: the rest is still read. */
const mostHard = 0.25
const calmMs = 250

/** Whether words are hard to read on what lies under them, and whether they stick out of the picture. */
export function useReading({ recipe, source, url, words, index, boxes }: Asked): {
  hard: boolean
  out: boolean
} {
  const box = boxes[index] ?? null
  const size = madeSize(recipe, mostSide)
  const written = words.text.trim() !== ''
  const out =
    written &&
    box !== null &&
    (box.x < -1 || box.y < -1 || box.x + box.width > size.width + 1 || box.y + box.height > size.height + 1)
  const [hard, setHard] = useState(false)
  useEffect(() => {
    if (!written || !box) return setHard(false)
    if (words.ground !== 'none')
      return setHard(contrast(luminanceOf(words.colour), luminanceOf(words.groundColour)) < enough)
    let gone = false
    const wait = setTimeout(async () => {
      const pixels = await pixelsUnder(url, source, recipe, box).catch(() => null)
      if (!gone) setHard(pixels !== null && hardShare(words.colour, pixels) > mostHard)
    }, calmMs)
    return () => {
      gone = true
      clearTimeout(wait)
    }
  }, [written, box, words, recipe, source, url])
  return { hard, out }
}

const side = 48

/**
 * What lies under a box of what comes out, small; turning and mirroring change no colours, so the source is asked. Of a slanted
 * picture it is the box around.
 */
async function pixelsUnder(
  url: string,
  source: Size,
  recipe: Recipe,
  box: Box,
): Promise<Uint8ClampedArray | null> {
  const size = madeSize(recipe, mostSide)
  const scale = recipe.crop.width / size.width
  const under = {
    left: recipe.crop.left + Math.max(0, box.x) * scale,
    top: recipe.crop.top + Math.max(0, box.y) * scale,
    width: Math.max(1, Math.min(box.width, size.width - box.x) * scale),
    height: Math.max(1, Math.min(box.height, size.height - box.y) * scale),
  }
  const crop = neededFor({ ...recipe, crop: under }, turned(source, recipe.turn))
  const seen = cropInSource({ ...recipe, crop }, source)
  const image = new Image()
  image.src = url
  await image.decode()
  const ratio = image.naturalWidth / source.width
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const pen = canvas.getContext('2d')
  if (!pen) return null
  pen.drawImage(
    image,
    ...([seen.left * ratio, seen.top * ratio, seen.width * ratio, seen.height * ratio] as const),
    ...([0, 0, side, side] as const),
  )
  return pen.getImageData(0, 0, side, side).data
}
