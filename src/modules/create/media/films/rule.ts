import type { FilmPlan } from '../../../../networks/kit/film.ts'
import { digestOf } from '../bytes.ts'

/** Raised when the same film and plan would give other bytes than before. */
const edition = 1

/** What is made of a film is named by what is asked: networks that ask the same share it. */
export const ruleOf = ({
  width,
  height,
  frameRate,
  videoBits,
  audioBits,
  maxBytes,
  colour,
}: FilmPlan): string =>
  `film-${nameOf([edition, width, height, frameRate, videoBits, audioBits, maxBytes, ...(colour ? [colour] : [])])}`

export const cutOf = ({ fromMs, toMs }: { fromMs: number; toMs: number }): string =>
  `cut-${nameOf([edition, fromMs, toMs])}`

const nameOf = (facts: readonly unknown[]): string =>
  digestOf(Buffer.from(JSON.stringify(facts))).slice(0, 24)
