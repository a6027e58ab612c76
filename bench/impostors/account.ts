import type { Brand } from './brands.ts'

/** A profile as a network would tell it, with what it really is. */
export type Account = {
  truth: 'impostor' | 'innocent'
  /** Which kind of either. */
  kind: string
  handle: string
  name: string
  bio: string
  picture: Buffer | null
  ageDays: number
  followers: number
  posts: number
  links: string[]
  proven: string[]
  followedByUs: boolean
}

export type House = { brand: Brand; picture: Buffer; ageDays: number; followers: number; posts: number }
