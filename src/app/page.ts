import { z } from 'zod'
import { Id } from './id.ts'

/** A place in a list sorted by `[sort key, id]`, opaque to the caller. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

/** Reads a cursor that has this shape; undefined when it is none of ours. */
export function decodeCursor<T>(cursor: string, shape: z.ZodType<T>): T | undefined {
  try {
    return shape.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString())).data
  } catch {
    return undefined
  }
}

/** By an instant in milliseconds, as far as a Date reaches, and an id. */
export const PlaceInTime = z.tuple([z.int().min(-8.64e15).max(8.64e15), Id])

/** By an instant as PostgreSQL writes it, to the microsecond, and an id. */
export const ExactPlace = z.tuple([z.string().regex(/^\d{4,6}-[\d :.+-]{6,34}$/), Id])

/** By the id alone. */
export const PlaceById = z.tuple([Id])
