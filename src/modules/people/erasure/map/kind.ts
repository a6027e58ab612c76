/** What is said of each value that can be about a person. */

/** `member`: whoever has an account here. `stranger`: whoever is known from a network only. `free`: anybody that words may name. */
export type Whose = 'member' | 'stranger' | 'free'

/** What erasing a member does with it. */
export type Fate =
  /** The row goes. */
  | 'deleted'
  /** The value goes, or somebody nameless takes its place; the row stays. */
  | 'emptied'
  /** It stays, for the reason that `why` gives. */
  | 'kept'

export type Personal = {
  whose: Whose
  /** What it is for, and with `kept` why it stays. */
  why: string
  /** How long it is kept when nobody is erased. */
  until: string
  /** Whether the export of a member holds it. */
  exported: boolean
  erased: Fate
}

export type Table = {
  /** What a row is. */
  is: string
  personal: Readonly<Record<string, Personal>>
  /** Columns with nothing of a person in them: kinds, states, digests of things, keys of ours. */
  plain: string
}

export type Tables = Readonly<Record<string, Table>>

export const whileMember = 'as long as the account'
export const whileWorkspace = 'as long as the workspace'

/** Only theirs; shown to them, and gone with them. */
export const own = (why: string, until = whileMember): Personal => ({
  ...{ whose: 'member', why, until, exported: true, erased: 'deleted' },
})
/** A secret: it proves who they are and is for nobody to read, not even in an export. */
export const secret = (why: string, until = whileMember): Personal => ({
  ...own(why, until),
  exported: false,
})
/** Says which member; the row is the workspace's and stays without them. */
export const pointer = (why: string): Personal => ({
  ...{ whose: 'member', why, until: whileWorkspace, exported: true, erased: 'emptied' },
})
/** Words that people of the workspace wrote. They are the workspace's, whoever they name. */
export const words = (why: string, until = whileWorkspace): Personal => ({
  ...{ whose: 'free', why: `${why} The workspace’s own words.`, until, exported: false, erased: 'kept' },
})
/** What a network shows to everybody of somebody who is no member: kept for as long as the workspace watches them. */
export const stranger = (why: string, until = 'until the profile is removed'): Personal => ({
  ...{ whose: 'stranger', why, until, exported: false, erased: 'kept' },
})
/** What a network told of one of the workspace's accounts. */
export const account = (why: string): Personal => ({
  ...{ whose: 'free', why, until: whileWorkspace, exported: false, erased: 'kept' },
})

/** What a network shows of an account that may pass itself off as the workspace's: kept as evidence, on a claim of its own. */
export const resembling = (why: string): Personal => ({
  ...{ whose: 'stranger', why, until: whileWorkspace, exported: false, erased: 'kept' },
})

export function auditField(why: string): Personal {
  return {
    ...{ whose: 'member', why, until: 'CARILLON_AUDIT_KEEP_DAYS; by default for ever' },
    ...{ exported: true, erased: 'emptied' },
  }
}
