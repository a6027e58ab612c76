import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Context } from '../../../app/context.ts'
import type { ChainId, Link } from './chain.ts'

/** The chain without a workspace needs a name where it is spoken of. */
export const house = 'house'

export const nameOfChain = (id: ChainId): string => id ?? house

/** How a head is told and kept: the chain, the place in it, the digest there. */
export const tellHead = (id: ChainId, { seq, digest }: Link): string =>
  `${nameOfChain(id)}:${seq}:${digest.toString('hex')}`

const Kept = z.object({ seq: z.int().min(1), digest: z.hex().length(64) })

const folderOf = (ctx: Context): string => join(ctx.config.home, 'audit')
const fileOf = (ctx: Context, id: ChainId): string => join(folderOf(ctx), `${nameOfChain(id)}.json`)

/**
 * The last head that was sealed on this machine, kept beside the key file: whoever has the database alone cannot take it
 * back to an earlier day with it.
 */
export async function readKeptHead(ctx: Context, id: ChainId): Promise<Link | null> {
  try {
    const { seq, digest } = Kept.parse(JSON.parse(await readFile(fileOf(ctx, id), 'utf8')))
    return { seq, digest: Buffer.from(digest, 'hex') }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** It appears whole or not at all. */
export async function keepHead(ctx: Context, id: ChainId, { seq, digest }: Link): Promise<void> {
  const file = fileOf(ctx, id)
  const half = `${file}.${process.pid}.half`
  await mkdir(folderOf(ctx), { recursive: true })
  await writeFile(half, `${JSON.stringify({ seq, digest: digest.toString('hex') })}\n`, { mode: 0o600 })
  await rename(half, file)
}

/** The chains of which a head is kept here. */
export async function keptChains(ctx: Context): Promise<ChainId[]> {
  try {
    const names = await readdir(folderOf(ctx))
    return names.flatMap((name) => {
      const [, id] = /^([0-9a-f-]{36}|house)\.json$/.exec(name) ?? []
      return id === undefined ? [] : [id === house ? null : id]
    })
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

export const forgetHead = (ctx: Context, id: ChainId): Promise<void> => rm(fileOf(ctx, id), { force: true })
